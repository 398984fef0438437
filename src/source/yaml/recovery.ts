import { isDocumentMarker, skipComment } from './lines.ts'
import type { YamlState } from './state.ts'

/**
 * After a syntax error inside the collection at column `indent`: goes to the next line that is not indented deeper than the collection.
 * False where reading must not go on: a limit is passed, or there are too many errors.
 */
export function resumeAt(state: YamlState, indent: number, depth: number, entry: number): boolean {
  const { text, end, problems, limits } = state
  if (problems.at(-1)?.code === 'limit' || state.errors >= limits.syntaxErrors) return false
  state.tape.truncate(entry)
  state.indent = indent
  state.depth = depth
  state.textOnly = false
  let lineStart = lineAfter(text, Math.max(state.failedAt, state.resumedAt))
  for (;;) {
    if (lineStart >= end) {
      state.pos = end
      state.column = -1
      break
    }
    let p = lineStart
    while (text.charCodeAt(p) === 32 || text.charCodeAt(p) === 9) p++
    const c = text.charCodeAt(p)
    if (c === 35) lineStart = skipComment(state, p)
    else if (c === 10 || p - lineStart > indent || text.charCodeAt(p - 1) === 9) lineStart = lineAfter(text, p)
    else {
      state.pos = p
      state.column = p === lineStart && (c === 37 || isDocumentMarker(text, p)) ? -1 : p - lineStart
      break
    }
  }
  state.resumedAt = state.pos
  return true
}

function lineAfter(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at)
  return lineBreak === -1 ? text.length : lineBreak + 1
}
