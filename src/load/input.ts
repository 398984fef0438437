/** One text to be read. */
export interface Input {
  /** As shown to people: relative to the working directory, with `/`; `<stdin>` for standard input. */
  readonly path: string
  readonly text: string
  /** Named on the command line itself, not found in a directory or by a glob. */
  readonly named?: boolean
}

/** Why something that was named or found was not checked. */
export interface Unchecked {
  readonly file: string
  readonly reason: 'unreadable' | 'too-large' | 'limit' | 'vanished'
  readonly message: string
}

/** What was recognised as no manifest. */
export interface Skipped {
  readonly file: string
  readonly reason: 'foreign' | 'unknown-kind'
  readonly detail?: string
}
