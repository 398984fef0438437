import { nodeWords } from '../tape.ts'
import { putSpecial } from './entries.ts'
import { columnOf, isBlank, lineEndOf, trimmedEnd } from './lines.ts'
import { plainLineEnd, plainValue } from './plain.ts'
import { mayResume } from './recovery.ts'
import type { YamlState } from './state.ts'

const key = /["']?[\w./-]+["']?[ \t]*:[ \t\n]/y

/** Whether the token at `pos` is surely a key, with its colon. */
export function isKeyLine({ text, pos, end }: YamlState): boolean {
  key.lastIndex = pos
  return pos < end && key.test(text)
}

/** Whether a block collection around the innermost one, or around `levels` of them, stands at a column. */
export function isOpenColumn({ columns, depth }: YamlState, column: number, levels = 0): boolean {
  for (let level = depth - levels; level > 0; level--) if (columns[level] === column) return true
  return false
}

/**
 * Whether the line at `pos` is an item of the list that the key at `keyStart` opens, left of that key where no collection is. YAML has no
 * such line, so the document is refused.
 */
export function isStrayItem(state: YamlState, keyStart: number): boolean {
  const { text, pos, column } = state
  if (column < 0 || text.charCodeAt(pos) !== 45 || !isBlank(text, pos + 1)) return false
  // what stands left of the whole document is behind it
  if (column >= state.indent || column <= state.columns[1]! || isOpenColumn(state, column) || !mayResume(state)) return false
  const key = columnOf(state, keyStart)
  state.problems.push({
    ...base,
    mend: 'column',
    message: `This list item stands left of \`${text.slice(keyStart, text.indexOf(':', keyStart))}\`, the key that its list belongs to.`,
    help: `Indent the dash by ${key} spaces, and what belongs to it likewise.`,
    start: pos,
    end: lineEndOf(state, pos),
    related: { start: keyStart, end: lineEndOf(state, keyStart), message: 'the key of the list' },
  })
  state.errors++
  state.failedAt = pos
  return true
}

/**
 * After a failure at a key right of the keys of the innermost mapping: goes on with it as one of them. The value that it ended, if it did,
 * is what stands on its first line.
 */
export function goesOnDeeper(
  state: YamlState,
  mapping: number,
  members: Record<string | symbol, unknown>,
  depth: number,
  entry: number
): boolean {
  const { asideAt, endedValue, text, tape, name } = state
  if (asideAt === -1 || asideAt !== state.failedAt || state.depth !== depth || !mayResume(state)) return false
  state.asideAt = -1
  if (endedValue !== -1) {
    const end = trimmedEnd(text, endedValue, plainLineEnd(text, endedValue))
    tape.truncate(entry)
    tape.leaf(endedValue, end, state.keyStart, state.keyEnd)
    const value = plainValue(state, text.slice(endedValue, end), endedValue, end)
    if (typeof name === 'string' && members[name] === undefined) members[name] = value
    else putSpecial(state, mapping, members, entry, name, value)
  }
  state.textOnly = false
  state.pos = asideAt
  state.column = columnOf(state, asideAt)
  state.resumedAt = asideAt
  return true
}

/**
 * Whether a line that is indented less than the keys of a mapping, yet more than what holds the mapping, is surely a key of it. YAML has
 * no such line, so the document is refused; its reading goes on at the new column.
 */
export function goesOnAside(state: YamlState, mapping: number, indent: number, outer: number): boolean {
  const { text, pos, column, tape } = state
  if (outer === -1 || column <= outer || indent - column > column - outer || !mayResume(state)) return false
  if (!isKeyLine(state)) return false
  const first = tape.words[mapping * nodeWords]!
  const dash = dashBefore(text, first)
  const line = { start: pos, end: lineEndOf(state, pos) }
  const firstKey = { start: first, end: lineEndOf(state, first) }
  const columns = indent - column === 1 ? 'one column' : `${indent - column} columns`
  state.problems.push(
    dash === -1
      ? {
          ...base,
          ...line,
          message: `This key stands ${columns} left of the keys above it, and right of the key that holds them.`,
          help: `Indent it by ${indent} spaces, like its siblings.`,
          mend: 'keys',
          related: { ...firstKey, message: 'the first of the keys' },
        }
      : {
          ...base,
          start: dash,
          end: firstKey.end,
          mend: 'items',
          message: `The keys of this list item are not aligned: those below stand ${columns} left of the one behind the dash.`,
          help: `Move the \`-\` and what follows it ${columns} to the left, in every item of the list, or indent the other keys by ${indent} spaces.`,
          related: { ...line, message: 'the key that is not aligned with the first' },
        }
  )
  state.errors++
  state.failedAt = pos
  return true
}

const base = { code: 'syntax', slip: 'indentation', fatal: true } as const

/** The dash of the item whose first key starts at an offset, -1 where another token stands before it. */
function dashBefore(text: string, first: number): number {
  let p = first - 1
  while (text.charCodeAt(p) === 32) p--
  return text.charCodeAt(p) === 45 ? p : -1
}
