import { isDocumentMarker, skipComment, startLine, trimmedEnd } from './lines.ts'
import { unclosedFlow } from './mistakes.ts'
import { foldedBreaks, plainStart } from './plain.ts'
import type { YamlState } from './state.ts'

/** Whether an unquoted scalar inside brackets begins with the character `c` at `at`. */
export function startsFlowPlain(text: string, at: number, c: number): boolean {
  if (c > 127 || plainStart[c] === 1) return true
  if (c !== 45) return false
  const next = text.charCodeAt(at + 1)
  return next !== 32 && next !== 9 && next !== 10
}

/** Goes to the next token inside brackets, and returns its first character. Notes in `severalLines` that a line ended. */
export function flowSpace(state: YamlState, open: number): number {
  const { text } = state
  let p = state.pos
  for (;;) {
    const c = text.charCodeAt(p)
    if (c === 32 || c === 9) p++
    else if (c === 10) {
      p++
      state.severalLines = true
      if (p >= state.end || text.charCodeAt(p) === 37 || isDocumentMarker(text, p)) unclosedFlow(state, open)
    } else if (c === 35) p = skipComment(state, p) - 1
    else {
      state.pos = p
      return c
    }
  }
}

/** The text of the unquoted scalar at `pos`; `pos` is then at what ended it, and `keyEnd` behind its last character. */
export function flowPlain(state: YamlState): string {
  const { text, pos: start } = state
  state.severalLines = false
  let stop = flowLineEnd(text, start)
  let end = trimmedEnd(text, start, stop)
  let scalar = text.substring(start, end)
  while (text.charCodeAt(stop) === 10) {
    state.severalLines = true
    const p = continuation(state, stop)
    const lineStop = p === -1 ? -1 : flowLineEnd(text, p)
    if (lineStop === p) break
    scalar += foldedBreaks(state, stop, p)
    end = trimmedEnd(text, p, lineStop)
    scalar += text.substring(p, end)
    stop = lineStop
  }
  state.pos = stop
  state.keyEnd = end
  return scalar
}

function flowLineEnd(text: string, from: number): number {
  let p = from
  for (;;) {
    const c = text.charCodeAt(p)
    if (c === 10 || c === 44 || c === 63 || c === 91 || c === 93 || c === 123 || c === 125) return p
    if (c === 58) {
      const next = text.charCodeAt(p + 1)
      if (next === 32 || next === 10 || next === 9) return p
    } else if (c === 35 && p > from) {
      const before = text.charCodeAt(p - 1)
      if (before === 32 || before === 9) return p
    }
    p++
  }
}

/** The text that continues an unquoted scalar behind a line break, or -1. */
function continuation(state: YamlState, lineBreak: number): number {
  const { text, end } = state
  let p = lineBreak + 1
  let lineStart = p
  for (;;) {
    if (p >= end) return -1
    const c = text.charCodeAt(p)
    if (c === 9 && p - lineStart <= state.indent) startLine(state, lineStart)
    if (c === 10) lineStart = p + 1
    else if (c !== 32 && c !== 9) return c === 35 || (p === lineStart && isDocumentMarker(text, p)) ? -1 : p
    p++
  }
}
