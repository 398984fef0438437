import { resolveScalar, scalarHints } from '../resolve.ts'
import { isDocumentMarker, skipComment, startLine, trimmedEnd } from './lines.ts'
import { mappingInValue } from './mistakes.ts'
import type { YamlState } from './state.ts'

/** 1 for ASCII characters that begin an unquoted scalar whatever follows; `-`, `?` and `:` depend on what follows. */
export const plainStart: Uint8Array = new Uint8Array(128).fill(1, 33, 127)
for (const indicator of '-?:,[]{}#&*!|>\'"%@`') plainStart[indicator.charCodeAt(0)] = 0

/** Whether an unquoted scalar of a block begins with the character `c` at `at`. */
export function startsPlain(text: string, at: number, c: number): boolean {
  if (c > 127 || plainStart[c] === 1) return true
  if (c !== 45 && c !== 63 && c !== 58) return false
  const next = text.charCodeAt(at + 1)
  return next !== 32 && next !== 9 && next !== 10
}

/** Where an unquoted scalar stops on this line: at its line break, at `:` before a blank, or at `#` after one. */
export function plainLineEnd(text: string, from: number): number {
  let p = from
  for (;;) {
    const c = text.charCodeAt(p)
    if (c > 58) p++
    else if (c === 58) {
      const next = text.charCodeAt(p + 1)
      if (next === 32 || next === 10 || next === 9) return p
      p++
    } else if (c === 10) return p
    else if (c === 35) {
      const before = text.charCodeAt(p - 1)
      if (before === 32 || before === 9) return p
      p++
    } else p++
  }
}

/**
 * An unquoted value of a block that begins at `start` and stops at `stop` on its first line. Goes to the next token.
 * Mirrors go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_plain_scalar.
 */
export function plainScalar(state: YamlState, start: number, stop: number, keyStart: number, keyEnd: number): unknown {
  const { text } = state
  const end = trimmedEnd(text, start, stop)
  const c = text.charCodeAt(stop)
  if (c === 10) {
    const lineStart = stop + 1
    if (lineStart < state.end) {
      let p = lineStart
      let next = text.charCodeAt(p)
      while (next === 32) next = text.charCodeAt(++p)
      const column = p - lineStart
      if (column > state.indent || next === 10 || next === 9) return foldedScalar(state, start, end, stop, keyStart, keyEnd)
      if (column > 0 && next !== 35) {
        state.pos = p
        state.column = column
      } else startLine(state, lineStart)
    } else startLine(state, lineStart)
  } else if (c === 35) startLine(state, skipComment(state, stop))
  else mappingInValue(state, start, stop)
  state.tape.leaf(start, end, keyStart, keyEnd)
  return plainValue(state, text.substring(start, end), start, end)
}

/** The value of the text of an unquoted scalar; the text itself where a tag says what it is. */
export function plainValue(state: YamlState, scalar: string, start: number, end: number): unknown {
  const c = scalar.charCodeAt(0)
  if (c > 127 || scalarHints[c] === 0 || state.textOnly) return scalar
  const value = resolveScalar(scalar)
  if (c === 48 && scalar.length > 1 && scalar.charCodeAt(1) < 56 && state.octals.length < 100) state.octals.push(state.tape.count - 1)
  if (typeof value === 'number' && !Number.isFinite(value)) {
    state.unsupported.push({
      code: 'syntax',
      message: `The number ${scalar} has no form in JSON, which the API server reads.`,
      help: 'Write a finite number, or put it in quotes if text is meant.',
      start,
      end,
      fatal: true,
    })
  }
  return value
}

function foldedScalar(state: YamlState, start: number, firstEnd: number, stop: number, keyStart: number, keyEnd: number): unknown {
  const { text } = state
  let scalar = text.substring(start, firstEnd)
  let end = firstEnd
  let lineBreak = stop
  for (;;) {
    const p = continuation(state, lineBreak)
    if (p === -1) break
    const lineStop = plainLineEnd(text, p)
    const c = text.charCodeAt(lineStop)
    if (lineStop === p) {
      state.pos = p
      state.column = p - (text.lastIndexOf('\n', p) + 1)
      break
    }
    if (c === 58) mappingInValue(state, start, lineStop)
    scalar += foldedBreaks(state, lineBreak, p)
    end = trimmedEnd(text, p, lineStop)
    scalar += text.substring(p, end)
    if (c === 35) {
      startLine(state, skipComment(state, lineStop))
      break
    }
    lineBreak = lineStop
  }
  state.tape.leaf(start, end, keyStart, keyEnd)
  return plainValue(state, scalar, start, end)
}

/** The offset of the text that continues an unquoted scalar behind a line break; -1 where it ends, the state then being at the next token. */
function continuation(state: YamlState, lineBreak: number): number {
  const { text, end } = state
  let lineStart = lineBreak + 1
  for (;;) {
    if (lineStart >= end) {
      startLine(state, lineStart)
      return -1
    }
    let p = lineStart
    let c = text.charCodeAt(p)
    while (c === 32) c = text.charCodeAt(++p)
    if (c === 9) {
      if (p - lineStart <= state.indent) startLine(state, lineStart)
      while (c === 32 || c === 9) c = text.charCodeAt(++p)
    }
    if (c === 10) {
      lineStart = p + 1
      continue
    }
    const column = p - lineStart
    if (column <= state.indent) {
      startLine(state, lineStart)
      return -1
    }
    if (c === 35) {
      startLine(state, skipComment(state, p))
      return -1
    }
    if (column === 0 && isDocumentMarker(text, p)) {
      startLine(state, lineStart)
      return -1
    }
    return p
  }
}

/** What the line breaks from `from` up to the text at `to` become: a space for one, else all but the first. */
export function foldedBreaks(state: YamlState, from: number, to: number): string {
  const { text, raw } = state
  let breaks = ''
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) breaks += breakText(raw, at)
  if (breaks.charCodeAt(0) !== 10) return breaks
  return breaks.length === 1 ? ' ' : breaks.slice(1)
}

/** The line break at an offset as it stays in a value: `\n`, but U+2028 and U+2029 stay themselves. */
export function breakText(raw: string, at: number): string {
  const c = raw.charCodeAt(at)
  return c === 0x2028 || c === 0x2029 ? raw.charAt(at) : '\n'
}
