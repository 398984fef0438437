import type { ReadLimits } from '../limits.ts'
import type { SourceProblem } from '../problem.ts'
import type { Tape } from '../tape.ts'

/** What an anchor names, for its aliases. */
export interface Anchor {
  readonly start: number
  value: unknown
  /** Its node of the tape. */
  node: number
  /** The steps that go-yaml needs to decode it, aliases expanded. */
  steps: number
  /** UTF-16 units, aliases expanded. */
  size: number
  /** Still being read: an alias to it would contain itself. */
  open: boolean
}

/** How far behind its start a key may have its colon, in characters. */
export const maximalKeyLength = 1024

/** The name of the key `<<`. */
export const mergeKey = Symbol('<<')

/** The name of a key that JSON cannot hold; an object that keeps it is refused. */
export const badKey = Symbol('a key without a name')

/** Thrown by `fail`, and caught where reading can go on. */
export const malformed = new Error('malformed text')

/**
 * One document while it is read. Offsets are those of `text`, in which every line ends with `\n`.
 * Between tokens `pos` is at the next token, and `column` is its column where it is the first of its line; -1 at the end of the document.
 */
export class YamlState {
  readonly text: string
  /** The same text with its own line breaks. */
  readonly raw: string
  readonly limits: ReadLimits
  readonly tape: Tape
  start = 0
  /** Behind the last character of the document, which is a line break. */
  end = 0
  pos = 0
  column = 0
  /** Column of the innermost block collection, -1 at the root. */
  indent = -1
  depth = 0
  /** Column of each open block collection, by its depth. */
  readonly columns: number[] = []
  /** The first token of its line at the root of the document, which a colon on the same line would make a key; -1 where it cannot be one. */
  rootKey = -1
  /** The brackets at the root held something that could be a key; where not, go-yaml gives them up as a key themselves. */
  rootHadKey = false
  /** A colon behind such brackets does no harm. */
  emptyRoot = false
  /** The key read last: its name, its range, and what introduces its value. */
  name: string | symbol = ''
  keyStart = 0
  keyEnd = 0
  colon: 'none' | 'simple' | 'explicit' = 'none'
  /** The quoted scalar read last reaches over several lines. */
  severalLines = false
  /** The scalar that is read has a tag, which decides about its value. */
  textOnly = false
  problems: SourceProblem[] = []
  anchors = new Map<string, Anchor>()
  /** All anchors in the order of the text, those that were named again too. */
  openedAnchors: Anchor[] = []
  /** Prefixes of the document's `%TAG` directives, by handle. */
  tagHandles = new Map<string, string>()
  /** Mapping entries counted up to a node of the tape. */
  countedNodes = 0
  countedKeys = 0
  /** Decoding steps that aliases caused, and the size that they added. */
  aliasSteps = 0
  aliasUnits = 0
  /** Values and keys that JSON cannot hold; of no consequence where a later duplicate replaces them. */
  unsupported: SourceProblem[] = []
  /** Nodes of numbers with a leading zero. */
  octals: number[] = []
  /** Starts of comments that contain `seatrial-ignore`. */
  markers: number[] | undefined
  /** Comparisons spent on finding the first of equal keys. */
  comparisons = 0
  /** Its aliases stand for more than kubectl expands, whatever follows. */
  isSpent = false
  /** Where the reader gave up last, so that one place is one problem. */
  failedAt = -1
  /** Where reading went on after that. */
  resumedAt = -1
  /** The failure that came of a quote or brackets that are perhaps never closed, and where they were opened. */
  openFailure = -1
  openedAt = -1
  /** The key at a column of its own where a mapping can go on after a failure, and the value that it ended; -1 where there is none. */
  asideAt = -1
  endedValue = -1
  /** Where an unquoted value is read that could have been a key. */
  ownLine = -1
  /** The lines at the column where an unquoted value began that turned out to be keys. */
  keysFrom = -1
  /** Syntax errors of all documents so far. */
  errors = 0
  /** Problems about repeated keys, and the nodes of their values. */
  repeated: { readonly node: number; readonly problem: number }[] = []

  constructor(text: string, raw: string, limits: ReadLimits, tape: Tape) {
    this.text = text
    this.raw = raw
    this.limits = limits
    this.tape = tape
  }

  /** Makes it ready for the next document of the same text. */
  begin(start: number, end: number): void {
    this.start = start
    this.pos = start
    this.end = end
    this.column = 0
    this.indent = -1
    this.depth = 0
    this.textOnly = false
    this.rootKey = -1
    this.rootHadKey = false
    this.emptyRoot = false
    this.tape.truncate(0)
    this.problems = []
    this.unsupported = []
    this.isSpent = false
    this.failedAt = -1
    this.resumedAt = -1
    this.openFailure = -1
    this.asideAt = -1
    this.keysFrom = -1
    this.ownLine = -1
    this.repeated = []
    this.comparisons = 0
    if (this.octals.length > 0) this.octals = []
    this.aliasSteps = 0
    this.aliasUnits = 0
    this.countedNodes = 0
    this.countedKeys = 0
    if (this.anchors.size > 0) {
      this.anchors = new Map()
      this.openedAnchors = []
    }
    if (this.tagHandles.size > 0) this.tagHandles = new Map()
    if (this.markers !== undefined) this.markers = []
  }
}
