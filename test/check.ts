import { rules } from '../rules/index.ts'
import { parseOptions } from '../src/config/options.ts'
import type { CheckOutcome } from '../src/outcome.ts'
import { check as runCheck } from '../src/pipeline.ts'

/** Checks texts by their paths, all as one set. */
export function check(files: Readonly<Record<string, string>>, options: Readonly<Record<string, unknown>> = {}): Promise<CheckOutcome> {
  const inputs = Object.entries(files).map(([path, text]) => ({ path, text }))
  return runCheck({ inputs }, parseOptions({ sets: 'one', ...options }, 'check'), rules)
}

/** Where each finding is and which rule says it: `a.yaml:3 schema/unknown-field`. */
export function found({ diagnostics }: CheckOutcome): readonly string[] {
  return diagnostics.map(({ rule, span }) => `${span.file.path}:${span.file.position(span.start).line} ${rule}`)
}
