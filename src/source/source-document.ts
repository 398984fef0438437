import type { Path } from './path.ts'
import type { SourceProblem } from './problem.ts'
import type { SourceFile, Span } from './source-file.ts'

/** Which part of a field a place names; `auto`: the value where it is a scalar, else the key. */
export type Target = 'key' | 'value' | 'auto'

/** One document of a file: its plain value, and where every part of it is written. */
export interface SourceDocument {
  readonly file: SourceFile
  /** 0-based, empty documents not counted. */
  readonly index: number
  readonly format: 'yaml' | 'json'
  /**
   * Plain data: objects whose prototype has no members, arrays, strings, numbers, bigints (integers beyond 2^53), booleans and null;
   * undefined where nothing could be read.
   */
  readonly value: unknown
  /** What the text says, where another tool makes the value of it. */
  readonly written?: unknown
  /** Where another tool puts values that are not known here. */
  readonly undecided?: readonly Path[]
  /**
   * What could be read of a document that kubectl refuses, without the lines at fault; or of the manifest below prose that kubectl takes
   * for the document. Positions are those of this one then.
   */
  readonly partial?: unknown
  readonly problems: readonly SourceProblem[]
  /** Offsets of its first and behind its last character. */
  readonly start: number
  readonly end: number
  /** Comments that contain `seatrial-ignore`, in the order of the text. */
  readonly markers: readonly Span[]
  /** The template that a rendered stream names (`# Source:`). */
  readonly origin?: string
  /**
   * The range of the key or value at `path`. Where the path leads nowhere: the key of its nearest present parent
   * (for an item of a sequence: its first line). Never spans more than one line.
   */
  locate(path: Path, target?: Target): Span
}
