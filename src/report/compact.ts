import type { CheckOutcome } from '../outcome.ts'
import { painter } from './colors.ts'
import { joinLines } from './escape.ts'
import { findingLine } from './finding-line.ts'

/** The first lines of the findings alone, as many programs parse them. */
export function compact(outcome: CheckOutcome): string {
  const paint = painter(false)
  return joinLines(outcome.diagnostics.map(diagnostic => findingLine(diagnostic, paint)))
}
