import type { FieldPath } from '../k8s/field-path.ts'
import { newestMinor, oldestMinor } from '../k8s/version.ts'
import type { ResourceType } from './resource-type.ts'
import { nodeKinds, schemaTable, type TypeNode } from './table.ts'

/** The first and the last minor in which a built-in type has a field that `minor` does not have; undefined where none has it. */
export function knownIn(type: ResourceType, path: FieldPath, minor: number): readonly [first: number, last: number] | undefined {
  const minors: number[] = []
  for (let other = oldestMinor; other <= newestMinor; other++) if (other !== minor && hasField(type, path, other)) minors.push(other)
  const [first] = minors
  return first === undefined ? undefined : [first, minors.at(-1)!]
}

function hasField({ apiVersion, kind }: ResourceType, path: FieldPath, minor: number): boolean {
  const table = schemaTable(minor)
  let node: TypeNode | undefined = table.kind(apiVersion, kind)?.type
  for (const step of path) {
    if (node === undefined) return false
    if (node.kind === nodeKinds.struct) node = table.definition(node.definition).fields.get(String(step))?.type
    else if (node.kind === nodeKinds.list || node.kind === nodeKinds.map) node = node.of
    else return false
  }
  return node !== undefined
}
