import { nodeWords } from '../tape.ts'
import { fail } from './fail.ts'
import { isKeyLine } from './indentation.ts'
import { columnOf, lineEndOf } from './lines.ts'
import type { YamlState } from './state.ts'

/** A line that is indented deeper than the keys of its mapping, but belongs to none of them. */
export function tooDeep(state: YamlState, mapping: number, indent: number): never {
  endedByComment(state)
  if (isKeyLine(state)) {
    state.asideAt = state.pos
    state.endedValue = -1
  }
  misindented(state, mapping, indent, 'the keys of its mapping')
}

/** A line below a list that is none of its items. */
export function notAnItem(state: YamlState, sequence: number, indent: number): never {
  const { pos, column, text } = state
  if (column > indent) misindented(state, sequence, indent, 'the dashes of the list above it')
  const itemColumn = lastChildColumn(state, sequence)
  fail(state, {
    message: 'This line stands at the column of the dashes of a list, but has no dash.',
    help: `Indent it to column ${(itemColumn > indent ? itemColumn : indent + 2) + 1} if it belongs to the item above it, or write \`- \` before it if it is a new item.`,
    slip: 'indentation',
    mend: 'column',
    start: pos,
    end: lineEndOf(state, pos),
    related: {
      start: state.tape.words[sequence * nodeWords]!,
      end: lineEndOf({ text }, state.tape.words[sequence * nodeWords]!),
      message: 'the list',
    },
  })
}

function misindented(state: YamlState, collection: number, indent: number, siblings: string): never {
  const { pos, column, tape } = state
  const below = lastChildColumn(state, collection)
  const near = below > indent && below !== column ? below : indent
  const start = tape.words[collection * nodeWords]!
  fail(state, {
    message: `This line is indented by ${column} spaces, which fits neither ${siblings} (${indent})${below > indent && below !== column ? ` nor what stands below them (${below})` : ''}.`,
    help: `Indent it by ${near} spaces${near === indent ? '' : `, or by ${indent}`}.`,
    slip: 'indentation',
    mend: 'column',
    start: pos,
    end: lineEndOf(state, pos),
    related: { start, end: lineEndOf(state, start), message: `${siblings} start here` },
  })
}

/** The column of the last entry's collection, -1 where it is none in block style. */
function lastChildColumn(state: YamlState, collection: number): number {
  const { tape, text } = state
  let last = -1
  for (let node = collection + 1; node < tape.count; node = Math.max(tape.words[node * nodeWords + 4]!, node + 1)) last = node
  if (last === -1) return -1
  const start = tape.words[last * nodeWords]!
  return tape.words[last * nodeWords + 4]! > last + 1 && !'[{'.includes(text.charAt(start)) ? columnOf(state, start) : -1
}

/** A comment left of the lines of a text ends it; what stands below is then too deep. */
function endedByComment(state: YamlState): void {
  const { text, pos, column, tape } = state
  const last = tape.count - 1
  const start = tape.words[last * nodeWords]!
  const end = tape.words[last * nodeWords + 1]!
  if (last < 0 || !'|>'.includes(text.charAt(start)) || end <= start) return
  const comment = /^[ \t\n]*(#[^\n]*)/.exec(text.slice(end, pos))
  if (comment === null) return
  const at = end + comment[0].length - comment[1]!.length
  const written = comment[1]!.trimEnd()
  fail(state, {
    message: 'A comment left of the lines of the text above it ends that text, so the lines below it belong to nothing.',
    help: 'Indent it like the text, of which it is then a line, or move it above the key of the text.',
    slip: 'indentation',
    mend: { from: written, to: `${' '.repeat(Math.max(0, column - columnOf(state, at)))}${written}`, safe: false },
    start: at,
    end: at + written.length,
    related: { start: pos, end: lineEndOf(state, pos), message: 'the lines that belong to nothing' },
  })
}
