import type { FieldPath } from '../k8s/field-path.ts'
import { closest } from '../k8s/nearest.ts'
import { type Definition, type FieldType, nodeKinds, type SchemaTable } from './table.ts'

/** A struct on the way from the root to an unknown field. */
export interface FieldOwner {
  readonly definition: Definition
  readonly value: Readonly<Record<string, unknown>>
  /** Length of its path. */
  readonly depth: number
}

/** A better name for an unknown field, or the path of the object that has a field of its name. */
export interface FieldAdvice {
  readonly suggestion?: string
  readonly belongsTo?: FieldPath
}

const deepestSearch = 3

/**
 * What was meant by a field that its struct does not have: the same name in other letter case, the same name in an outer
 * object, a name one edit away, the same name in an inner object or beside an outer one, a name two edits away.
 */
export function suggestField(name: string, owners: readonly FieldOwner[], path: FieldPath, table: SchemaTable): FieldAdvice {
  const owner = owners.at(-1)!
  const near = closest(name, owner.definition.fields.keys(), 2)
  if (near?.edits === 0) return { suggestion: near.candidate }
  for (let i = owners.length - 2; i >= 0; i--) {
    if (owners[i]!.definition.fields.has(name) && !isWritten(owners[i]!.value, name)) return { belongsTo: path.slice(0, owners[i]!.depth) }
  }
  if (near?.edits === 1 && !isWritten(owner.value, near.candidate)) return { suggestion: near.candidate }
  for (let i = owners.length - 1; i >= 0; i--) {
    const inner = pathInside(name, owners[i]!, table)
    if (inner !== undefined) return { belongsTo: [...path.slice(0, owners[i]!.depth), ...inner] }
  }
  return near === undefined ? {} : { suggestion: near.candidate }
}

/** The nearest object inside `owner` that has a field `name`; one in a list counts only where the list has an item, and is its last. */
function pathInside(name: string, owner: FieldOwner, table: SchemaTable): FieldPath | undefined {
  let level: { definition: Definition; value: unknown; path: FieldPath }[] = [
    { definition: owner.definition, value: owner.value, path: [] },
  ]
  const seen = new Set<Definition>([owner.definition])
  for (let depth = 1; depth <= deepestSearch; depth++) {
    const next: typeof level = []
    for (const { definition, value, path } of level) {
      for (const field of definition.fields.values()) {
        if (field.name === 'status') continue
        const inner = innerObject(field, memberOf(value, field.name))
        const innerDefinition = inner === undefined ? undefined : table.definition(inner.definition)
        if (innerDefinition === undefined || seen.has(innerDefinition)) continue
        seen.add(innerDefinition)
        next.push({ definition: innerDefinition, value: inner!.value, path: [...path, field.name, ...inner!.index] })
      }
    }
    // what is written comes before what could be
    const candidates = next.filter(({ definition }) => definition.fields.has(name))
    const found =
      candidates.find(({ value }) => value !== undefined && !isWritten(value, name)) ??
      candidates.find(({ value }) => value !== undefined) ??
      candidates[0]
    if (found !== undefined) return found.path
    level = next
  }
  return undefined
}

function innerObject(field: FieldType, value: unknown): { definition: number; value: unknown; index: FieldPath } | undefined {
  if (field.type.kind === nodeKinds.struct) return { definition: field.type.definition, value, index: [] }
  const item = field.type.kind === nodeKinds.list ? field.type.of! : undefined
  if (item?.kind !== nodeKinds.struct || !Array.isArray(value) || value.length === 0) return undefined
  return { definition: item.definition, value: value.at(-1), index: [value.length - 1] }
}

function isWritten(value: unknown, name: string): boolean {
  return memberOf(value, name) !== undefined
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}
