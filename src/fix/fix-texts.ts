import type { Diagnostic } from '../lint/diagnostic.ts'
import { applyEdits } from './apply-edits.ts'
import { type ChosenFix, chooseFixes, fixKey } from './choose-edits.ts'
import { newlyFound } from './is-worse.ts'

/** One text, by the path under which it is shown. */
export interface FixableText {
  readonly path: string
  readonly text: string
}

/** A fix that was made, where it stood in the text as it was then. */
export interface AppliedFix {
  readonly rule: string
  readonly title: string
  readonly safe: boolean
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface FixedTexts<Checked> {
  /** In the order given; unchanged ones are the same strings. */
  readonly texts: readonly FixableText[]
  readonly applied: readonly AppliedFix[]
  /** The check of the texts as they are now. */
  readonly last: Checked
}

/** Rounds of fixing and checking; each mends what the one before it brought to light. */
const mostRounds = 12
/** Checks that one round may cost while it looks for the fix that makes things worse. */
const mostTrials = 24

/**
 * Applies fixes and checks again until nothing changes any more. A round that would bring new findings of the same or a higher severity is
 * taken back and tried fix by fix; those that do harm are left out.
 */
export async function fixTexts<Checked extends { readonly diagnostics: readonly Diagnostic[] }>(
  texts: readonly FixableText[],
  check: (texts: readonly FixableText[]) => Promise<Checked>,
  unsafe: boolean
): Promise<FixedTexts<Checked>> {
  let current = texts
  let checked = await check(current)
  const applied: AppliedFix[] = []
  const refused = new Set<string>()
  const attempt = async (fixes: readonly ChosenFix[]): Promise<boolean> => {
    const { texts: changed, files } = apply(current, fixes)
    const after = await check(changed)
    if (newlyFound(checked.diagnostics, after.diagnostics, files).length > 0) return false
    applied.push(...fixes.map(appliedFix))
    current = changed
    checked = after
    return true
  }
  for (let round = 0; round < mostRounds; round++) {
    const chosen = chooseFixes(checked.diagnostics, unsafe, refused)
    if (chosen.length === 0) break
    if (await attempt(chosen)) continue
    // one by one, each against what the one before it has left
    for (const { diagnostic, fix } of chosen.slice(0, mostTrials)) {
      const key = fixKey(diagnostic, fix)
      const again = chooseFixes(checked.diagnostics, unsafe, refused).find(one => fixKey(one.diagnostic, one.fix) === key)
      if (again === undefined || !(await attempt([again]))) refused.add(key)
    }
    for (const { diagnostic, fix } of chosen.slice(mostTrials)) refused.add(fixKey(diagnostic, fix))
  }
  return { texts: current, applied, last: checked }
}

function apply(texts: readonly FixableText[], fixes: readonly ChosenFix[]) {
  const edits = new Map<string, ChosenFix['fix']['edits'][number][]>()
  for (const { fix } of fixes)
    for (const edit of fix.edits) {
      const list = edits.get(edit.span.file.path)
      if (list === undefined) edits.set(edit.span.file.path, [edit])
      else list.push(edit)
    }
  const changed = texts.map(one => {
    const own = edits.get(one.path)
    return own === undefined ? one : { ...one, text: applyEdits(one.text, own) }
  })
  return { texts: changed, files: new Set(edits.keys()) }
}

function appliedFix({ diagnostic, fix }: ChosenFix): AppliedFix {
  const { span, rule } = diagnostic
  const { line, column } = span.file.position(span.start)
  return { rule, title: fix.title, safe: fix.safe, file: span.file.path, line, column }
}
