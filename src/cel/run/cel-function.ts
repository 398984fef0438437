import type { CelValue } from '../values.ts'

/** What functions may ask of the evaluation that calls them. */
export interface Runtime {
  /** Ends the evaluation where it could not pay so much more. */
  reserve(cost: number): void
}

/** A function at run time; undefined where it has no meaning for its arguments. `overload` is empty where several may be meant. */
export type CelFunction = (args: readonly CelValue[], runtime: Runtime, overload: string) => CelValue | undefined

/** A library's functions by name. */
export type FunctionTable = Readonly<Record<string, CelFunction>>
