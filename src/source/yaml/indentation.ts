import { nodeWords } from '../tape.ts'
import { lineEndOf } from './lines.ts'
import { mayResume } from './recovery.ts'
import type { YamlState } from './state.ts'

const key = /["']?[\w./-]+["']?[ \t]*:[ \t\n]/y

/**
 * Whether a line that is indented less than the keys of a mapping, yet more than what holds the mapping, is surely a key of it. YAML has
 * no such line, so the document is refused; its reading goes on at the new column.
 */
export function goesOnAside(state: YamlState, mapping: number, indent: number, outer: number): boolean {
  const { text, pos, column, tape } = state
  if (outer === -1 || column <= outer || indent - column > column - outer || !mayResume(state)) return false
  key.lastIndex = pos
  if (!key.test(text)) return false
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
