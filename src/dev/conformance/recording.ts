interface Text {
  readonly path: string
  readonly text: string
}

/** A question for `seatrial batch`. */
export interface Job {
  readonly id: string
  readonly command: string
  readonly inputs: readonly Text[]
  readonly crds?: readonly Text[]
  readonly from?: readonly Text[]
  readonly placements?: readonly unknown[]
  readonly options: Readonly<Record<string, unknown>>
}

/** How many of the comparisons of one name agree. */
export type Marks = Readonly<Record<string, readonly [agreeing: number, of: number]>>

/** One recorded verdict that ours differs from. */
export interface Disagreement {
  /** The recorded sentence, or ours where nothing was recorded, without names and values: what decided. */
  readonly shape: string
  readonly recorded: string
  readonly ours: string
}

/** What a comparison of one answer with its recording says. */
export interface Judgement {
  readonly marks: Marks
  readonly disagreements: readonly Disagreement[]
}

/** One recording as a question, and how an answer is compared with it. */
export interface RecordedCase {
  readonly job: Job
  /** Undefined stands for a job without a result. */
  judge(result: unknown): Judgement
}

/** Recordings of one kind, and where they lie in the folder of recordings. */
export interface Family {
  readonly name: string
  readonly title: string
  cases(folder: string, version: string): Iterable<RecordedCase>
}

/** A cause as the recordings write it, and as the results do. */
export type CauseTuple = readonly [reason: string, field: string, message: string]
export interface CauseObject {
  readonly reason: string
  readonly field: string
  readonly message: string
}

/** The server's answer as far as it is compared. */
export interface ServerAnswer {
  readonly code: number
  readonly reason?: string
  readonly message?: string
  readonly causes?: readonly CauseObject[]
  readonly warnings?: readonly string[]
}
