import { type FieldPath, valueAt } from '../../k8s/field-path.ts'
import type { SourceDocument } from '../../source/source-document.ts'

/** A replacement of a range of a document. */
export interface WrittenEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** An object as it is written: its values, and edits of its text. */
export class WrittenObject {
  readonly document: SourceDocument
  readonly #root: FieldPath

  constructor(document: SourceDocument, root: FieldPath) {
    this.document = document
    this.#root = root
  }

  valueAt(path: FieldPath): unknown {
    return valueAt(this.document.partial ?? this.document.value, [...this.#root, ...path])
  }

  keysAt(path: FieldPath): readonly string[] {
    const value = this.valueAt(path)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  }

  /** How many items the list at a path has; 0 where there is none. */
  lengthAt(path: FieldPath): number {
    const value = this.valueAt(path)
    return Array.isArray(value) ? value.length : 0
  }

  /** The characters of a value, as far as they stand on one line. */
  text(path: FieldPath): string {
    const { start, end } = this.#span(path, 'value')
    return this.document.file.text.slice(start, end)
  }

  keyStart(path: FieldPath): number {
    return this.#span(path, 'key').start
  }

  valueEnd(path: FieldPath): number {
    return this.#span(path, 'value').end
  }

  /** The column of a key; undefined where brackets hold it. */
  column(path: FieldPath): number | undefined {
    const { text } = this.document.file
    const start = this.keyStart(path)
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
    return /^(?: |-(?= ))*$/.test(before) ? before.length : undefined
  }

  /** A key under another name, or as lines of which the last is a key. */
  rename(path: FieldPath, name: string): WrittenEdit {
    const { start, end } = this.#span(path, 'key')
    const { text } = this.document.file
    return { start, end, text: text[start] === '"' && !name.includes('\n') ? JSON.stringify(name) : name }
  }

  value(path: FieldPath, text: string): WrittenEdit {
    const { start, end } = this.#span(path, 'value')
    return { start, end, text }
  }

  #span(path: FieldPath, target: 'key' | 'value') {
    return this.document.locate([...this.#root, ...path], target)
  }
}

/** Lines that open objects one within the other, from a column on; the last name stays without its colon. */
export function opened(column: number, lines: readonly (readonly [deeper: number, text: string])[]): string {
  return lines.map(([deeper, text], index) => (index === 0 ? text : `${' '.repeat(column + deeper)}${text}`)).join('\n')
}
