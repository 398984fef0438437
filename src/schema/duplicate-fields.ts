import { type FieldPath, formatFieldPath } from '../k8s/field-path.ts'
import { goQuote } from '../k8s/go-quote.ts'
import type { Finding } from './finding.ts'
import { nodeKinds, type SchemaTable, type TypeNode } from './table.ts'

/** Errors about the repeated keys of a JSON text, where the server's decoder looks for them: in structs and maps of known type. */
export function duplicateFields(paths: readonly FieldPath[], type: TypeNode, table: SchemaTable): readonly Finding[] {
  return paths
    .filter(path => leadsThroughKnownTypes(path, type, table))
    .map(path => ({
      gravity: 'strict',
      error: { code: 'duplicate-field', path, target: 'key', sentence: `duplicate field ${goQuote(formatFieldPath(path))}` },
    }))
}

function leadsThroughKnownTypes(path: FieldPath, root: TypeNode, table: SchemaTable): boolean {
  let type: TypeNode | undefined = root
  for (const step of path) {
    if (type?.kind === nodeKinds.struct) type = table.definition(type.definition).fields.get(String(step))?.type
    else if (type?.kind === nodeKinds.list || type?.kind === nodeKinds.map) type = type.of
    else return false
  }
  return type !== undefined
}
