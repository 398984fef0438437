import type { Settings } from './config/settings.ts'
import { type AppliedFix, fixTexts } from './fix/fix-texts.ts'
import type { RuleEntry } from './lint/rule.ts'
import type { CheckOutcome, Job } from './outcome.ts'
import { check } from './pipeline.ts'

export type { AppliedFix } from './fix/fix-texts.ts'
export { unifiedDiff } from './fix/unified-diff.ts'

/** One input after fixing. */
export interface FixedFile {
  readonly file: string
  readonly before: string
  readonly text: string
}

export interface FixOutcome {
  /** Every input, in order. */
  readonly files: readonly FixedFile[]
  readonly applied: readonly AppliedFix[]
  /** The check of the texts as they are now. */
  readonly last: CheckOutcome
}

/** Mends what has one right answer, as far as the settings allow, and says what is left. */
export async function fix(job: Job, settings: Settings, rules: readonly RuleEntry[]): Promise<FixOutcome> {
  const checkTexts = (texts: Job['inputs']): Promise<CheckOutcome> => check({ ...job, inputs: texts }, settings, rules)
  const fixed = await fixTexts(job.inputs, checkTexts, settings.unsafe)
  const files = fixed.texts.map(({ path, text }, index) => ({ file: path, before: job.inputs[index]!.text, text }))
  return { files, applied: fixed.applied, last: fixed.last }
}
