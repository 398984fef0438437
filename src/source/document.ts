import { type NormalText, originalOffset } from './line-breaks.ts'
import { locate } from './locate.ts'
import type { Path } from './path.ts'
import type { SourceProblem } from './problem.ts'
import type { SourceDocument, Target } from './source-document.ts'
import type { SourceFile, Span } from './source-file.ts'
import type { Positions } from './tape.ts'

/** What was read of one document; offsets are those of the normal text. */
export interface DocumentParts {
  readonly file: SourceFile
  readonly normal: NormalText
  /** The text in which every line ends with `\n`. */
  readonly text: string
  readonly positions: Positions
  readonly index: number
  readonly format: 'yaml' | 'json'
  readonly value: unknown
  readonly partial: unknown
  readonly problems: readonly SourceProblem[]
  readonly start: number
  readonly end: number
  readonly origin: string | undefined
  readonly markers: readonly number[]
}

/** A document that finds its places on a tape. */
export class ReadDocument implements SourceDocument {
  readonly file: SourceFile
  readonly index: number
  readonly format: 'yaml' | 'json'
  readonly value: unknown
  readonly partial?: unknown
  readonly problems: readonly SourceProblem[]
  readonly start: number
  readonly end: number
  readonly origin?: string
  readonly markers: readonly Span[]
  readonly #normal: NormalText
  readonly #text: string
  readonly #positions: Positions

  constructor(parts: DocumentParts) {
    const { file, normal, text, problems } = parts
    this.file = file
    this.index = parts.index
    this.format = parts.format
    this.value = parts.value
    if (parts.partial !== undefined) this.partial = parts.partial
    this.#normal = normal
    this.#text = text
    this.#positions = parts.positions
    this.problems = problems.length === 0 ? none : problems.map(problem => this.#placed(problem))
    this.start = originalOffset(normal, parts.start)
    this.end = this.#offset(parts.end)
    if (parts.origin !== undefined) this.origin = parts.origin
    this.markers = parts.markers.length === 0 ? none : parts.markers.map(start => this.#span(start, text.indexOf('\n', start)))
  }

  locate(path: Path, target: Target = 'auto'): Span {
    if (this.#positions.words.length === 0) return { file: this.file, start: this.start, end: this.start }
    const { start, end } = locate(this.#positions, this.#text, path, target)
    return this.#span(start, end)
  }

  #placed(problem: SourceProblem): SourceProblem {
    const { related } = problem
    const { start, end } = this.#span(problem.start, problem.end)
    if (related === undefined) return { ...problem, start, end }
    const other = this.#span(related.start, related.end)
    return { ...problem, start, end, related: { start: other.start, end: other.end, message: related.message } }
  }

  #span(start: number, end: number): Span {
    return { file: this.file, start: this.#offset(start), end: this.#offset(end) }
  }

  /** The line break that the normal text has behind the last line may not be in the file. */
  #offset(offset: number): number {
    return Math.min(originalOffset(this.#normal, offset), this.file.text.length)
  }
}

const none: readonly never[] = []
