import type { Diagnostic } from '../lint/diagnostic.ts'
import { applyEdits } from './apply-edits.ts'
import { type ChosenFix, chooseFixes, fixKey, rivalFixes } from './choose-edits.ts'
import { burden, compareBurdens, newlyFound } from './is-worse.ts'

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

type Check<Checked> = (texts: readonly FixableText[]) => Promise<Checked>

/** Rounds of fixing and checking; each mends what the one before it brought to light. */
const mostRounds = 40
/** Checks that may be spent on looking for the fixes that do harm, and on choosing between rivals. */
const mostTrials = 160

/** Applies fixes and checks again until nothing changes any more; what brings new findings of the same or a higher severity is taken back. */
export async function fixTexts<Checked extends { readonly diagnostics: readonly Diagnostic[] }>(
  texts: readonly FixableText[],
  check: Check<Checked>,
  unsafe: boolean
): Promise<FixedTexts<Checked>> {
  const fixing = new Fixing(texts, check, await check(texts), unsafe)
  for (let round = 0; round < mostRounds; round++) {
    if (!(await fixing.round())) break
  }
  return { texts: fixing.texts, applied: fixing.applied, last: fixing.checked }
}

class Fixing<Checked extends { readonly diagnostics: readonly Diagnostic[] }> {
  readonly applied: AppliedFix[] = []
  texts: readonly FixableText[]
  checked: Checked
  readonly #check: Check<Checked>
  readonly #unsafe: boolean
  readonly #refused = new Set<string>()
  #trials = mostTrials

  constructor(texts: readonly FixableText[], check: Check<Checked>, checked: Checked, unsafe: boolean) {
    this.texts = texts
    this.#check = check
    this.checked = checked
    this.#unsafe = unsafe
  }

  /** False where there is nothing left to do. */
  async round(): Promise<boolean> {
    const chosen = this.#choose()
    if (chosen.length > 0) {
      await this.#settle(chosen)
      return this.#trials > 0
    }
    if (!this.#unsafe) return false
    for (const rivals of rivalFixes(this.checked.diagnostics, this.#refused)) {
      if (this.#trials < rivals.length) return false
      if (await this.#takeBest(rivals)) return true
      for (const { diagnostic, fix } of rivals) this.#refused.add(fixKey(diagnostic, fix))
    }
    return false
  }

  #choose(): readonly ChosenFix[] {
    return chooseFixes(this.checked.diagnostics, this.#unsafe, this.#refused)
  }

  /** Makes fixes all at once, or else half by half, so that only those are left out that do harm. */
  async #settle(fixes: readonly ChosenFix[]): Promise<void> {
    const waiting: (readonly ChosenFix[])[] = [fixes]
    for (let next = waiting.pop(); next !== undefined && this.#trials > 0; next = waiting.pop()) {
      const keys = new Set(next.map(({ diagnostic, fix }) => fixKey(diagnostic, fix)))
      // what an earlier half has changed has moved the places of this one
      const current = this.#choose().filter(({ diagnostic, fix }) => keys.has(fixKey(diagnostic, fix)))
      if (current.length === 0 || (await this.#attempt(current))) continue
      const [only] = current
      if (current.length === 1) this.#refused.add(fixKey(only!.diagnostic, only!.fix))
      else waiting.push(current.slice(current.length >> 1), current.slice(0, current.length >> 1))
    }
  }

  async #attempt(fixes: readonly ChosenFix[]): Promise<boolean> {
    this.#trials--
    const { texts, files } = apply(this.texts, fixes)
    const after = await this.#check(texts)
    if (newlyFound(this.checked.diagnostics, after.diagnostics, files).length > 0) return false
    this.#accept(fixes, texts, after)
    return true
  }

  /** Makes that one of several fixes which alone leaves the least to be found. */
  async #takeBest(rivals: readonly ChosenFix[]): Promise<boolean> {
    const before = burden(this.checked.diagnostics)
    let best: { readonly rival: ChosenFix; readonly texts: readonly FixableText[]; readonly after: Checked } | undefined
    let least = before
    let isShared = false
    for (const rival of rivals) {
      this.#trials--
      const { texts } = apply(this.texts, [rival])
      const after = await this.#check(texts)
      const own = burden(after.diagnostics)
      const order = compareBurdens(own, least)
      if (order > 0 || compareBurdens(own, before) >= 0) continue
      isShared = order === 0 && best !== undefined
      if (order === 0) continue
      best = { rival, texts, after }
      least = own
    }
    if (best === undefined || isShared) return false
    this.#accept([best.rival], best.texts, best.after)
    return true
  }

  #accept(fixes: readonly ChosenFix[], texts: readonly FixableText[], checked: Checked): void {
    this.applied.push(...fixes.map(appliedFix))
    // what did harm before may do none to the text as it is now
    this.#refused.clear()
    this.texts = texts
    this.checked = checked
  }
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
