import { isDocumentMarker, skipComment } from './lines.ts'
import type { YamlState } from './state.ts'

/** Whether reading may go on after a syntax error: no limit is passed, and there are not too many errors. */
export function mayResume({ problems, errors, limits, isSpent }: YamlState): boolean {
  return !isSpent && problems.at(-1)?.code !== 'limit' && errors < limits.syntaxErrors
}

/**
 * After a syntax error inside the collection at column `indent`: goes to the next line that is not indented deeper than the collection.
 * False where reading must not go on.
 */
export function resumeAt(state: YamlState, indent: number, depth: number, entry: number): boolean {
  if (!mayResume(state)) return false
  state.tape.truncate(entry)
  if (state.repeated.length > 0) state.repeated = state.repeated.filter(({ node }) => node < entry)
  state.indent = indent
  state.depth = depth
  state.textOnly = false
  goToLine(state, indent)
  state.resumedAt = state.pos
  return true
}

/** The start of the line behind the failure, and behind the line where reading went on last. */
export function lineAfterFailure({ text, failedAt, resumedAt }: YamlState): number {
  return lineAfter(text, Math.max(failedAt, resumedAt))
}

/** A line that is surely a key or an item, and not part of what stands between brackets. */
const keyOrItem = /(?:-[ \n]|\? |["']?[\w./-]+["']?[ \t]*:(?![^\n]*,[ \t]*\n)[ \t\n])/y

function goToLine(state: YamlState, indent: number): void {
  const { text, end, failedAt, openFailure, openedAt, resumedAt } = state
  // What was opened is perhaps never closed: the keys below it were swallowed.
  const swallowed = openFailure !== -1 && openFailure === failedAt
  let lineStart = swallowed ? lineAfter(text, Math.max(openedAt, resumedAt)) : lineAfterFailure(state)
  while (lineStart < end) {
    let p = lineStart
    while (text.charCodeAt(p) === 32 || text.charCodeAt(p) === 9) p++
    const c = text.charCodeAt(p)
    keyOrItem.lastIndex = p
    const isMarker = p === lineStart && (c === 37 || isDocumentMarker(text, p))
    if (c === 35) lineStart = skipComment(state, p)
    else if (c === 10 || p - lineStart > indent || text.charCodeAt(p - 1) === 9) lineStart = lineAfter(text, p)
    else if (swallowed && !isMarker && !keyOrItem.test(text)) lineStart = lineAfter(text, p)
    else {
      state.pos = p
      state.column = isMarker ? -1 : p - lineStart
      return
    }
  }
  state.pos = end
  state.column = -1
}

function lineAfter(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at)
  return lineBreak === -1 ? text.length : lineBreak + 1
}
