import { fail } from './fail.ts'
import { lineEndOf, skipComment, startLine } from './lines.ts'
import { breakText } from './plain.ts'
import type { YamlState } from './state.ts'

/** The text behind `|` or `>` at `pos`. Goes to the next token. */
export function blockScalar(state: YamlState, keyStart: number, keyEnd: number): string {
  const value = scanBlockScalar(state, keyStart, keyEnd)
  startLine(state, state.pos)
  return value
}

/**
 * The text behind `|` or `>` at `pos`; `pos` is then at the start of the line behind it.
 * Mirrors go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_block_scalar.
 */
export function scanBlockScalar(state: YamlState, keyStart: number, keyEnd: number): string {
  const { text } = state
  const start = state.pos
  const header = readHeader(state, start)
  const base = Math.max(state.indent, 0)
  const indent = header.indent > 0 ? base + header.indent : detectIndent(state, header.bodyStart)
  const body = text.charCodeAt(start) === 124 ? literalBody(state, header.bodyStart, indent) : foldedBody(state, header.bodyStart, indent)
  const keeps = header.chomp === 'keep'
  state.tape.leaf(start, Math.max(keeps ? body.next : body.contentEnd, header.headerEnd), keyStart, keyEnd)
  state.pos = body.next
  return header.chomp === 'strip' ? body.text : body.text + body.lastBreak + (keeps ? body.trailing : '')
}

interface Header {
  readonly chomp: 'strip' | 'clip' | 'keep'
  readonly indent: number
  readonly headerEnd: number
  readonly bodyStart: number
}

function readHeader(state: YamlState, start: number): Header {
  const { text } = state
  let p = start + 1
  let chomp: Header['chomp'] = 'clip'
  let indent = 0
  for (let indicators = 0; indicators < 2; indicators++) {
    const c = text.charCodeAt(p)
    if ((c === 43 || c === 45) && chomp === 'clip') chomp = c === 43 ? 'keep' : 'strip'
    else if (c >= 49 && c <= 57 && indent === 0) indent = c - 48
    else break
    p++
  }
  const headerEnd = p
  while (text.charCodeAt(p) === 32 || text.charCodeAt(p) === 9) p++
  const c = text.charCodeAt(p)
  if (c === 35) return { chomp, indent, headerEnd, bodyStart: skipComment(state, p) }
  if (c !== 10) {
    fail(state, {
      message: `Text follows \`${text.slice(start, headerEnd)}\` on its line; the text of a block scalar starts on the next line.`,
      help: 'Move the text to the next line and indent it, or put the value in quotes.',
      start: p,
      end: lineEndOf(state, p),
    })
  }
  return { chomp, indent, headerEnd, bodyStart: p + 1 }
}

/** The indentation of the first line with text, or of a longer empty line before it. */
function detectIndent(state: YamlState, bodyStart: number): number {
  const { text, end } = state
  let widest = 0
  let lineStart = bodyStart
  while (lineStart < end) {
    let p = lineStart
    while (text.charCodeAt(p) === 32) p++
    if (p - lineStart > widest) widest = p - lineStart
    if (text.charCodeAt(p) === 9) failAtTab(state, p)
    if (text.charCodeAt(p) !== 10) break
    lineStart = p + 1
  }
  return Math.max(widest, state.indent + 1, 1)
}

interface Body {
  text: string
  /** The break of the last line with text. */
  lastBreak: string
  /** The empty lines behind it. */
  trailing: string
  /** The start of the line behind the body. */
  next: number
  contentEnd: number
}

/** The next line of the body: its first character behind the indentation, or -1 where the body ends. Empty lines are gathered in `trailing`. */
function nextBodyLine(state: YamlState, body: Body, indent: number): number {
  const { text, end } = state
  for (;;) {
    const lineStart = body.next
    if (lineStart >= end) return -1
    const limit = lineStart + indent
    let p = lineStart
    while (p < limit && text.charCodeAt(p) === 32) p++
    const c = text.charCodeAt(p)
    if (c === 10) {
      body.trailing += breakText(state.raw, p)
      body.next = p + 1
    } else if (p === limit) return p
    else if (c === 9) failAtTab(state, p)
    else return -1
  }
}

function literalBody(state: YamlState, bodyStart: number, indent: number): Body {
  const { text } = state
  const body: Body = { text: '', lastBreak: '', trailing: '', next: bodyStart, contentEnd: bodyStart }
  for (let p = nextBodyLine(state, body, indent); p !== -1; p = nextBodyLine(state, body, indent)) {
    const lineEnd = text.indexOf('\n', p)
    body.text += body.lastBreak + body.trailing + text.substring(p, lineEnd)
    body.lastBreak = breakText(state.raw, lineEnd)
    body.trailing = ''
    body.next = lineEnd + 1
    body.contentEnd = body.next
  }
  return body
}

function foldedBody(state: YamlState, bodyStart: number, indent: number): Body {
  const { text } = state
  const body: Body = { text: '', lastBreak: '', trailing: '', next: bodyStart, contentEnd: bodyStart }
  let afterIndented = false
  for (let p = nextBodyLine(state, body, indent); p !== -1; p = nextBodyLine(state, body, indent)) {
    const lineEnd = text.indexOf('\n', p)
    const c = text.charCodeAt(p)
    const indented = c === 32 || c === 9
    const folds = !afterIndented && !indented && body.lastBreak === '\n'
    body.text += (folds ? (body.trailing === '' ? ' ' : '') : body.lastBreak) + body.trailing + text.substring(p, lineEnd)
    afterIndented = indented
    body.lastBreak = breakText(state.raw, lineEnd)
    body.trailing = ''
    body.next = lineEnd + 1
    body.contentEnd = body.next
  }
  return body
}

function failAtTab(state: YamlState, tab: number): never {
  fail(state, {
    slip: 'indentation',
    mend: 'tab',
    message: 'A tab stands where the indentation of a block scalar wants spaces.',
    help: 'Indent the text with spaces instead of tabs.',
    start: tab,
    end: tab + 1,
  })
}
