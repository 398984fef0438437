/** Bounds of one reading; each is a count, so that the same text gives the same result on every machine. */
export interface ReadLimits {
  /** nesting of mappings and sequences */
  readonly depth: number
  /** documents of one file */
  readonly documents: number
  /** UTF-16 units of one document with its aliases expanded */
  readonly objectSize: number
  /** values that the aliases of one document stand for; beyond it go-yaml's own ratio has long refused most documents */
  readonly aliases: number
  /** syntax errors reported for one file */
  readonly syntaxErrors: number
}

export const defaultReadLimits: ReadLimits = {
  depth: 256,
  documents: 100_000,
  objectSize: 3 * 1024 * 1024,
  aliases: 4_000_000,
  syntaxErrors: 50,
}
