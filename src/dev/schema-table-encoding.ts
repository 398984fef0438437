import type { GoField } from './schema-table-go-types.ts'
import type { Node } from './schema-table-nodes.ts'

/** How Go writes fields that it does not merely leave out where they are empty: by schema, `mark` and name of each, with commas. */
export type GoEncoding = Readonly<Record<string, string>>

const scalarLetters = 'sjibn'
/** Structs of Go that write themselves; `omitempty` leaves none of them out. */
const ownEncoders = 'xqtuo'

/**
 * How a field is written: `s` a struct that is always there, `z` one that is left out where it says nothing, `a` always, `n` always,
 * as null where it is not set, `p` wherever it is set, be it to its zero value; `''` where it is not empty.
 */
export function encodingMark({ pointer, omits }: GoField, node: Node): string {
  const isStruct = 'schemaName' in node
  const isList = 'of' in node || node.code === 'B'
  if (isStruct && !pointer) return omits === 'zero' ? 'z' : 's'
  if (omits === 'nothing') return pointer && !isStruct && !isList ? 'n' : 'a'
  if (isStruct || isList) return ''
  if (pointer) return 'p'
  if (scalarLetters.includes(node.code)) return ''
  return ownEncoders.includes(node.code) && omits === 'empty' ? 'a' : ''
}
