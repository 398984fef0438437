import type { Diagnostic } from './diagnostic.ts'

/** Findings that are known: how many there are of each fingerprint. */
export type Baseline = ReadonlyMap<string, number>

/** The findings of a run, parted by a baseline. */
export interface Compared {
  readonly fresh: readonly Diagnostic[]
  readonly known: readonly Diagnostic[]
}

/** The baseline that these findings make. */
export function baselineOf(diagnostics: readonly Pick<Diagnostic, 'fingerprint'>[]): Baseline {
  const counts = new Map<string, number>()
  for (const { fingerprint } of diagnostics) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1)
  return counts
}

/** Takes out as many findings of each fingerprint as the baseline has. */
export function withoutKnown(diagnostics: readonly Diagnostic[], baseline: Baseline): Compared {
  const left = new Map(baseline)
  const fresh: Diagnostic[] = []
  const known: Diagnostic[] = []
  for (const diagnostic of diagnostics) {
    const count = left.get(diagnostic.fingerprint) ?? 0
    if (count > 0) left.set(diagnostic.fingerprint, count - 1)
    ;(count > 0 ? known : fresh).push(diagnostic)
  }
  return { fresh, known }
}
