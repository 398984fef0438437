/** What `seatrial` can be told to do. */
export const commands = ['check', 'simulate', 'why', 'reach', 'access', 'fix', 'explain', 'rules', 'test-rules', 'init', 'batch'] as const
export type Command = (typeof commands)[number]

/** Headings of the help, in its order. */
export const flagGroups = ['What is judged', 'Which findings', 'Simulation', 'Network', 'Access', 'Output', 'Other'] as const

/** What holds without flags that nearly every run asks for. */
export const defaults = { format: 'text', color: 'auto' } as const

/** One flag of the command line; one that has a key is an option of the library and of batch jobs, too. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string
  readonly short?: string
  /** Later ones win of a `word`; `list` and `pairs` (NAME=VALUE) collect. */
  readonly kind: 'switch' | 'word' | 'list' | 'pairs'
  /** How help names the value. */
  readonly value?: string
  /** All that the value, or the part behind `=`, may be. */
  readonly values?: readonly string[]
  /** What holds without the flag, for help. */
  readonly default?: string
  /** A value may hold several, between commas. */
  readonly commas?: true
  readonly commands: readonly Command[]
  readonly group: (typeof flagGroups)[number]
  /** Whether it has a key, its name in camelCase. */
  readonly key: boolean
  readonly help: string
}
