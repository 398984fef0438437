import { type CelType, type CelValue, celError, celTypes, mapOf, type TypeProvider } from '../../cel/index.ts'

/** `JSONPatch{op: …}`. */
const jsonPatchFields: ReadonlyMap<string, CelType> = new Map([
  ['op', celTypes.string],
  ['path', celTypes.string],
  ['from', celTypes.string],
  ['value', celTypes.dyn],
])

/** The types that mutations build: `Object`, its parts, and `JSONPatch`. Mirrors apiserver pkg/cel/mutation/typeresolver.go, v1.36. */
export const patchTypes: TypeProvider = {
  has: type => type === 'JSONPatch' || isObjectType(type),
  field: (type, field) => (type === 'JSONPatch' ? jsonPatchFields.get(field) : celTypes.dyn),
  construct: (type, fields) => (type === 'JSONPatch' ? jsonPatch(fields) : mapOf(fields, type)),
}

function isObjectType(type: string): boolean {
  return type === 'Object' || type.startsWith('Object.')
}

function jsonPatch(fields: ReadonlyMap<string, CelValue>): CelValue {
  for (const [name, value] of fields)
    if (name !== 'value' && typeof value !== 'string') return celError(`unexpected type for JSONPatchType '${name}' field`)
  return mapOf(fields, 'JSONPatch')
}
