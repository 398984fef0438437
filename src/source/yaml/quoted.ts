import { fail } from './fail.ts'
import { isDocumentMarker, lineEndOf, trimmedEnd } from './lines.ts'
import { breakText, foldedBreaks } from './plain.ts'
import type { YamlState } from './state.ts'

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])
const escapeDigits: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/**
 * The text of the quoted scalar that begins at `open`; `pos` is then behind its closing quote.
 * Mirrors go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_flow_scalar: the indentation of further lines does not matter.
 */
export function quotedText(state: YamlState, open: number): string {
  const { text } = state
  const quote = text.charCodeAt(open)
  state.severalLines = false
  let p = open + 1
  for (;;) {
    const c = text.charCodeAt(p)
    if (c === quote) {
      if (quote === 39 && text.charCodeAt(p + 1) === 39) break
      state.pos = p + 1
      return text.substring(open + 1, p)
    }
    if (c === 10 || (c === 92 && quote === 34)) break
    p++
  }
  return quotedParts(state, open, quote, p)
}

function quotedParts(state: YamlState, open: number, quote: number, from: number): string {
  const { text } = state
  let value = text.substring(open + 1, keptEnd(text, open + 1, from))
  let p = from
  for (;;) {
    const c = text.charCodeAt(p)
    if (c === quote) {
      if (quote === 34 || text.charCodeAt(p + 1) !== 39) break
      value += "'"
      p += 2
    } else if (c === 10) {
      const next = nextText(state, open, p)
      value += foldedBreaks(state, p, next)
      p = next
    } else if (c === 92 && quote === 34) {
      if (text.charCodeAt(p + 1) === 10) {
        const next = nextText(state, open, p + 1)
        for (let at = text.indexOf('\n', p + 2); at !== -1 && at < next; at = text.indexOf('\n', at + 1)) value += breakText(state.raw, at)
        p = next
      } else {
        const [character, length] = escaped(state, p)
        value += character
        p += length
      }
    } else {
      const start = p
      for (let d = c; d !== quote && d !== 10 && (d !== 92 || quote === 39); d = text.charCodeAt(p)) p++
      value += text.substring(start, keptEnd(text, start, p))
    }
  }
  state.pos = p + 1
  return value
}

/** The end of a run of characters: a line break takes the blanks before it away. */
function keptEnd(text: string, start: number, end: number): number {
  return text.charCodeAt(end) === 10 ? trimmedEnd(text, start, end) : end
}

/** The first character that is no blank behind a line break inside quotes. */
function nextText(state: YamlState, open: number, lineBreak: number): number {
  const { text, end } = state
  state.severalLines = true
  let p = lineBreak
  for (let c = text.charCodeAt(p); c === 32 || c === 9 || c === 10; c = text.charCodeAt(p)) {
    p++
    if (c === 10 && (p >= end || isDocumentMarker(text, p))) unclosedQuote(state, open)
  }
  return p
}

function unclosedQuote(state: YamlState, open: number): never {
  const lineEnd = lineEndOf(state, open)
  state.openFailure = lineEnd - 1
  state.openedAt = open
  fail(state, {
    message: 'The quote is never closed.',
    help: 'Write the closing quote at the end of the value.',
    start: lineEnd - 1,
    end: lineEnd,
    related: { start: open, end: open + 1, message: 'the quote that opens the value' },
  })
}

function escaped(state: YamlState, backslash: number): readonly [character: string, length: number] {
  const { text } = state
  const letter = text.charAt(backslash + 1)
  const plain = escapes.get(letter)
  if (plain !== undefined) return [plain, 2]
  const digits = escapeDigits.get(letter)
  if (digits === undefined) {
    fail(state, {
      message: `\`\\${letter}\` is no escape that double quotes know.`,
      help: 'Write `\\\\` for a backslash, or use single quotes, which have no escapes.',
      start: backslash,
      end: backslash + 2,
    })
  }
  const hex = text.substr(backslash + 2, digits)
  const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : -1
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    fail(state, {
      message: code < 0 ? `\`\\${letter}\` wants ${digits} hexadecimal digits.` : `\`\\${letter}${hex}\` is no Unicode character.`,
      help:
        code < 0
          ? 'Write `\\\\` for a backslash, or use single quotes, which have no escapes.'
          : 'Write the character itself, or \\U and eight digits.',
      start: backslash,
      end: backslash + 2 + (code < 0 ? 0 : digits),
    })
  }
  return [String.fromCodePoint(code), 2 + digits]
}
