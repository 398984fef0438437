/** A half-open range of UTF-16 offsets in one file. */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

/** 1-based, as people count; columns are UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** One input text. Lines are counted only when a position is asked for. */
export class SourceFile {
  /** As shown to people: relative to the working directory, with `/`; `<stdin>` for standard input. */
  readonly path: string
  readonly text: string
  #lineStarts: number[] | undefined
  #mentionsSeatrial: boolean | undefined

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  /** Whether the text says anything to seatrial, as comments and annotations do. */
  get mentionsSeatrial(): boolean {
    this.#mentionsSeatrial ??= this.text.includes('seatrial')
    return this.#mentionsSeatrial
  }

  position(offset: number): Position {
    const starts = this.#lines()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - starts[low]! + 1 }
  }

  /** The text of a 1-based line, without its line break. */
  line(number: number): string {
    const starts = this.#lines()
    const start = starts[number - 1]
    if (start === undefined) return ''
    const next = starts[number]
    return this.text.slice(start, next === undefined ? this.text.length : next - 1).replace(/\r$/, '')
  }

  get lineCount(): number {
    return this.#lines().length
  }

  /** A lone CR, NEL and the Unicode separators end no line here: editors count `\n` alone. */
  #lines(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0]
      for (let i = this.text.indexOf('\n'); i !== -1; i = this.text.indexOf('\n', i + 1)) starts.push(i + 1)
      this.#lineStarts = starts
    }
    return this.#lineStarts
  }
}
