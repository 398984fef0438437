import { scanBlockScalar } from './block-scalar.ts'
import { isDirective } from './directives.ts'
import { flowPlain, startsFlowPlain } from './flow-plain.ts'
import { isBlank, isDocumentMarker, lineEndOf, skipComment } from './lines.ts'
import { unexpectedToken } from './mistakes.ts'
import { plainLineEnd, startsPlain } from './plain.ts'
import { readAnchorName, scanTag } from './properties.ts'
import { quotedText } from './quoted.ts'
import { maximalKeyLength, type YamlState } from './state.ts'

/** Says that what stands behind the document and before its end is lost without a word. */
export function dropRest(state: YamlState): void {
  const { text, end, column } = state
  if (state.pos >= end) return
  const at = state.pos
  const isMarker = column === -1 && text.charCodeAt(at) !== 37
  const first = isMarker ? behindMarkers(state) : at
  if (first === -1) return
  if (!isMarker) {
    const { count } = state.tape
    scanAhead(state, column !== -2)
    state.tape.truncate(count)
  }
  state.problems.push({
    code: 'dropped-content',
    message: isMarker
      ? `Everything after \`${text.slice(at, at + 3)}\` is dropped by kubectl without a word.`
      : 'Everything from here to the next `---` is dropped by kubectl without a word, because the value before it is complete.',
    help: isMarker
      ? 'Separate documents by a line `---`.'
      : 'Indent it like what stands above it, or separate the documents by a line `---`.',
    start: first,
    end: lineEndOf(state, first),
    fatal: false,
  })
}

/** The first text behind the document markers at `pos`, -1 where there is none. */
function behindMarkers({ text, end, pos }: YamlState): number {
  let lineStart = pos
  while (lineStart < end) {
    let p = isDocumentMarker(text, lineStart) ? lineStart + 3 : lineStart
    while (text.charCodeAt(p) === 32 || text.charCodeAt(p) === 9) p++
    const c = text.charCodeAt(p)
    if (c !== 10 && c !== 35) return p
    lineStart = text.indexOf('\n', p) + 1
  }
  return -1
}

/**
 * Reads the tokens that go-yaml reads behind a document before it stops, because an error in them is an error of the document:
 * the next one, and the rest of the line as long as a key may begin there.
 * Mirrors go.yaml.in/yaml/v2 scannerc.go yaml_parser_fetch_more_tokens.
 */
function scanAhead(state: YamlState, fresh: boolean): void {
  const { text, end, rootKey } = state
  const isPossible = (key: number): boolean => state.pos <= text.indexOf('\n', key) && state.pos - key <= maximalKeyLength
  // The first token of the document's own line may be a key still; a colon would make a mapping of it that has no place here.
  let key = !fresh && rootKey !== -1 && isPossible(rootKey) ? rootKey : -1
  let allowed = fresh
  let level = 0
  // Brackets without anything that could be a key are given up as a key themselves.
  let hadKey = false
  let open = -1
  while (state.pos < end) {
    const { pos } = state
    const c = text.charCodeAt(pos)
    if (text.charCodeAt(pos - 1) === 10 && (c === 37 || isDocumentMarker(text, pos))) {
      if (c === 37 && !isDirective(text.slice(pos, lineEndOf(state, pos)))) unexpectedToken(state, pos)
      return
    }
    if (level === 0) {
      if (c === 58 && isBlank(text, pos + 1)) {
        const isKey = key !== -1 && isPossible(key)
        if (isKey ? key === rootKey : !allowed && !state.emptyRoot) unexpectedToken(state, pos)
        return
      }
      if (c === 93 || c === 125 || c === 44) return
      if (key === -1 && allowed && isKeyStart(text, pos, c)) key = pos
    }
    if (level === 1 && allowed && isFlowKeyStart(text, pos, c)) hadKey = true
    if ((c === 91 || c === 123) && level++ === 0) {
      open = pos
      hadKey = false
    }
    if ((c === 93 || c === 125) && --level === 0 && !hadKey && open === key) return
    allowed = scanToken(state, c, level, allowed)
    if (key === -1 || !isPossible(key)) return
    allowed = skipSpace(state, level, allowed)
  }
}

function isKeyStart(text: string, at: number, c: number): boolean {
  return '[{"\'&*!'.includes(text.charAt(at)) || startsPlain(text, at, c)
}

function isFlowKeyStart(text: string, at: number, c: number): boolean {
  return '[{"\'&*!'.includes(text.charAt(at)) || startsFlowPlain(text, at, c)
}

/** The end of a plain scalar outside of brackets that no indentation ends, with all its lines. Mirrors yaml_parser_scan_plain_scalar. */
function plainEnd({ text, end }: YamlState, from: number): number {
  let last = plainLineEnd(text, from)
  for (;;) {
    let next = last
    while (next < end && isBlank(text, next)) next++
    const c = text.charCodeAt(next)
    const isLineStart = text.charCodeAt(next - 1) === 10
    if (next >= end || text.charCodeAt(last) !== 10 || c === 35 || (isLineStart && isDocumentMarker(text, next))) return last
    if (c === 58 && isBlank(text, next + 1)) return last
    last = plainLineEnd(text, next)
  }
}

/** Goes behind the token at `pos`; true where a key may follow on the same line. */
function scanToken(state: YamlState, c: number, level: number, allowed: boolean): boolean {
  const { text, pos } = state
  if (c === 91 || c === 123 || c === 93 || c === 125 || c === 44) {
    state.pos++
    return c === 91 || c === 123 || c === 44
  }
  if (level > 0 ? startsFlowPlain(text, pos, c) : startsPlain(text, pos, c)) {
    if (level > 0) flowPlain(state)
    else state.pos = plainEnd(state, pos)
    if (text.charCodeAt(state.pos) === 10) state.pos++
    return false
  }
  if (c === 34 || c === 39) {
    quotedText(state, pos)
    return false
  }
  if (c === 33) {
    scanTag(state)
    return false
  }
  if (c === 38 || c === 42) {
    readAnchorName(state)
    return false
  }
  if (level === 0 && (c === 124 || c === 62)) {
    scanBlockScalar(state, -1, -1)
    return true
  }
  const isIndicator = c === 45 || c === 63 || c === 58
  if (!isIndicator || (level === 0 && !allowed)) unexpectedToken(state, pos)
  state.pos++
  return level === 0
}

/** Goes to the next token; true where a key may begin there. */
function skipSpace(state: YamlState, level: number, allowed: boolean): boolean {
  const { text, end } = state
  let p = state.pos
  let may = allowed
  for (; p < end; p++) {
    const c = text.charCodeAt(p)
    if (c === 35) p = skipComment(state, p) - 1
    if (text.charCodeAt(p) === 10) {
      if (level === 0) may = true
    } else if (c !== 32 && (c !== 9 || (level === 0 && may))) break
  }
  state.pos = p
  return may
}
