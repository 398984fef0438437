import type { CelIssue } from '../program.ts'

const longestSnippet = 16384
const mostIssues = 100

/** A message about a place: UTF-16 units from the start, or -1 where it has none. */
export interface PlacedMessage {
  readonly at: number
  readonly message: string
}

/** The lines of a source, and where each starts. */
class Lines {
  readonly #source: string
  readonly #starts: readonly number[]

  constructor(source: string) {
    this.#source = source
    this.#starts = [0, ...Array.from(source.matchAll(/\n/g), newline => newline.index + 1)]
  }

  /** Line from 1 and column from 0, in code points; -1 and -1 where there is no place. */
  locate(at: number): { readonly line: number; readonly column: number } {
    if (at < 0) return { line: -1, column: -1 }
    if (this.#source === '') return { line: 1, column: -1 }
    let line = this.#starts.length
    while (line > 1 && this.#starts[line - 1]! > at) line--
    return { line, column: [...this.#source.slice(this.#starts[line - 1]!, at)].length }
  }

  snippet(line: number): string | undefined {
    const start = this.#starts[line - 1]
    if (start === undefined) return undefined
    const end = this.#starts[line]
    const text = this.#source.slice(start, end === undefined ? undefined : end - 1)
    return text === '' && this.#source === '' ? undefined : text
  }
}

/** Messages in the order and form of cel-go: each with its line of the source and a mark under it. Mirrors cel-go common/errors.go ToDisplayString, v0.26. */
export function describeIssues(source: string, messages: readonly PlacedMessage[]): { readonly issues: CelIssue[]; readonly text: string } {
  const lines = new Lines(source)
  const placed = messages.slice(0, mostIssues).map(({ at, message }) => ({ ...lines.locate(at), message }))
  placed.sort((a, b) => a.line - b.line || a.column - b.column)
  const texts = placed.map(issue => describe(issue, lines.snippet(issue.line)))
  if (messages.length > mostIssues) texts.push(`${messages.length - mostIssues} more errors were truncated`)
  return { issues: placed.map(({ line, column, message }) => ({ line, column: column + 1, message })), text: texts.join('\n') }
}

interface Located {
  readonly line: number
  readonly column: number
  readonly message: string
}

function describe({ line, column, message }: Located, snippet: string | undefined): string {
  const head = `ERROR: <input>:${line}:${column + 1}: ${message}`
  if (snippet === undefined || Buffer.byteLength(snippet) > longestSnippet) return head
  const characters = [...snippet.replaceAll('\t', ' ')]
  const dots = characters.slice(0, Math.max(column, 0)).map(character => (isWide(character) ? '\uff0e' : '.'))
  const mark = isWide(characters[column] ?? '') ? '\uff3e' : '^'
  return `${head}\n | ${characters.join('')}\n | ${dots.join('')}${mark}`
}

function isWide(character: string): boolean {
  return character > '\u007f'
}
