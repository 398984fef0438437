/** What the process answers; of several that apply, the highest. */
export type ExitCode = 0 | 1 | 2 | 3

export const ok = 0
/** Usage is wrong, an input could not be read, or the output not be written. */
export const notDone = 2
/** seatrial itself is wrong. */
export const internalError = 3

/** The highest of several exit codes. */
export function highest(...codes: readonly ExitCode[]): ExitCode {
  return ([3, 2, 1] as const).find(code => codes.includes(code)) ?? ok
}
