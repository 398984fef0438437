import { scalarFailure } from './scalar-failure.ts'
import { nodeKinds, type SchemaTable, type TypeNode } from './table.ts'

/** Whether a value is what its type wants, in every part: nothing wrong, nothing unknown, nothing null. Allocates nothing where it is. */
export function conforms(value: unknown, type: TypeNode, table: SchemaTable): boolean {
  switch (type.kind) {
    case nodeKinds.anything:
      return value !== null
    case nodeKinds.list:
      return listConforms(value, type.of!, table)
    case nodeKinds.map:
      return mapConforms(value, type.of!, table)
    case nodeKinds.struct:
      return structConforms(value, type.definition, table)
    case nodeKinds.schemaOrBoolean:
      return typeof value === 'boolean' || conforms(value, table.jsonSchema, table)
    case nodeKinds.schemaOrList:
      return Array.isArray(value) ? listConforms(value, table.jsonSchema, table) : conforms(value, table.jsonSchema, table)
    case nodeKinds.schemaOrStrings:
      return Array.isArray(value) ? listConforms(value, table.text, table) : conforms(value, table.jsonSchema, table)
    default:
      return scalarFailure(value, type) === undefined
  }
}

function listConforms(value: unknown, of: TypeNode, table: SchemaTable): boolean {
  if (!Array.isArray(value)) return false
  for (let i = 0; i < value.length; i++) if (!conforms(value[i], of, table)) return false
  return true
}

function mapConforms(value: unknown, of: TypeNode, table: SchemaTable): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const object = value as Readonly<Record<string, unknown>>
  for (const key in object) if (!conforms(object[key], of, table)) return false
  return true
}

function structConforms(value: unknown, definition: number, table: SchemaTable): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { fields } = table.definition(definition)
  const object = value as Readonly<Record<string, unknown>>
  for (const key in object) {
    const field = fields.get(key)
    if (field === undefined || !conforms(object[key], field.type, table)) return false
  }
  return true
}
