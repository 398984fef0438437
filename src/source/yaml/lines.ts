import { nodeWords } from '../tape.ts'
import { fail } from './fail.ts'
import type { YamlState } from './state.ts'

/** Whether the character at `at` is a space, a tab or a line break. */
export function isBlank(text: string, at: number): boolean {
  const c = text.charCodeAt(at)
  return c === 32 || c === 10 || c === 9
}

/** Whether a line starts with `---` or `...` as a token of its own, at its first column. */
export function isDocumentMarker(text: string, at: number): boolean {
  const c = text.charCodeAt(at)
  return (c === 45 || c === 46) && text.charCodeAt(at + 1) === c && text.charCodeAt(at + 2) === c && isBlank(text, at + 3)
}

/** Goes from the start of a line to the next token of a block. */
export function startLine(state: YamlState, lineStart: number): void {
  const { text, end } = state
  let start = lineStart
  for (;;) {
    if (start >= end) {
      state.pos = end
      state.column = -1
      return
    }
    let p = start
    let c = text.charCodeAt(p)
    while (c === 32) c = text.charCodeAt(++p)
    if (c === 10) start = p + 1
    else if (c === 35) start = skipComment(state, p)
    else if (c === 9) tabInIndentation(state, start, p)
    else {
      state.pos = p
      state.column = p === start && (c === 37 || isDocumentMarker(text, p)) ? -1 : p - start
      return
    }
  }
}

/** Goes from the end of a value to the next line; something else on its own line is an error. */
export function endLine(state: YamlState, at: number): void {
  const { text } = state
  let p = at
  let c = text.charCodeAt(p)
  while (c === 32 || c === 9) c = text.charCodeAt(++p)
  if (c === 10) startLine(state, p + 1)
  else if (c === 35) startLine(state, skipComment(state, p))
  else trailing(state, at, p)
}

/** The start of the line after the comment at `at`. */
export function skipComment(state: YamlState, at: number): number {
  const lineEnd = state.text.indexOf('\n', at)
  const { markers } = state
  if (markers !== undefined && markers.at(-1) !== at && state.text.slice(at, lineEnd).includes('seatrial-ignore')) markers.push(at)
  return lineEnd + 1
}

/** The end of the text on this line, without the blanks behind it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let last = end
  for (let c = text.charCodeAt(last - 1); last > start && (c === 32 || c === 9); c = text.charCodeAt(last - 1)) last--
  return last
}

/** The end of the line that `at` is in, without blanks. */
export function lineEndOf({ text }: { readonly text: string }, at: number): number {
  return trimmedEnd(text, at, text.indexOf('\n', at))
}

/** Column of an offset of the document, whose first line may begin behind another value. */
export function columnOf({ text, start }: YamlState, at: number): number {
  return at - (at === 0 ? 0 : Math.max(text.lastIndexOf('\n', at - 1) + 1, start))
}

function tabInIndentation(state: YamlState, lineStart: number, tab: number): never {
  const { text } = state
  let p = tab
  while (text.charCodeAt(p) === 9 || text.charCodeAt(p) === 32) p++
  fail(state, {
    slip: 'indentation',
    mend: 'tab',
    message: 'A tab stands in the indentation of this line, where YAML takes only spaces.',
    help: text.charCodeAt(p) === 10 ? 'Remove the tab from this empty line.' : 'Indent with spaces instead of tabs.',
    start: lineStart,
    end: p,
  })
}

function trailing(state: YamlState, valueEnd: number, at: number): void {
  const { text, tape } = state
  // go-yaml ends every collection that is indented deeper than the next token, on the last line of a value as well.
  if (state.depth === 0 || columnOf(state, at) < columnOf(state, tape.words[0]!)) {
    state.pos = at
    state.column = -2
    return
  }
  const c = text.charCodeAt(valueEnd - 1)
  const quote = c === 34 || c === 39
  const start = tape.words[(tape.count - 1) * nodeWords]!
  const isLong = quote && text.indexOf('\n', start) < valueEnd
  const colon = text.charCodeAt(at) === 58
  const what = quote ? 'the closing quote' : c === 93 || c === 125 ? `the closing \`${text[valueEnd - 1]}\`` : 'the end of the value'
  fail(state, {
    message: colon ? `A \`:\` follows ${what}, where no second mapping can start.` : `More text follows ${what}.`,
    help: quote
      ? 'Put the whole value between the quotes, or remove what follows; a quote inside the value is written twice in single quotes, and as \\" in double quotes.'
      : 'Remove what follows, or put the whole value in quotes.',
    start: at,
    end: lineEndOf(state, at),
    ...(isLong && {
      related: { start, end: lineEndOf(state, start), message: 'the quote opens here, lines above: its end may be missing' },
    }),
  })
}
