import type { Diagnostic, Severity } from '../lint/diagnostic.ts'

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }
const stages = ['read', 'decode', 'validate', 'admit', 'warn', 'set', 'simulate', 'advise'] as const

/**
 * What the findings after a change hold that those before it do not, at the severity of what was there or a higher one. What only shows now
 * that something before it is right is no harm of the change: nobody validates what cannot be decoded.
 */
export function newlyFound(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  changed: ReadonlySet<string>
): readonly Diagnostic[] {
  const gone = excess(before, after)
  const hiding = new Map<string, number>()
  const worst = new Map<string, number>()
  for (const diagnostic of gone) {
    const { path } = diagnostic.span.file
    hiding.set(path, Math.min(hiding.get(path) ?? Number.POSITIVE_INFINITY, depth(diagnostic)))
    worst.set(path, Math.max(worst.get(path) ?? 0, rank[diagnostic.severity]))
  }
  return excess(after, before).filter(diagnostic => {
    const { path } = diagnostic.span.file
    if (depth(diagnostic) === 0) return !readsFurther(before, after, path)
    const hidden = hiding.get(path) ?? (changed.has(path) ? Number.POSITIVE_INFINITY : Math.min(...hiding.values()))
    if (hidden < depth(diagnostic)) return false
    if (!changed.has(path)) return diagnostic.severity === 'error'
    return rank[diagnostic.severity] >= (worst.get(path) ?? 0)
  })
}

/** How far the findings say that a text is from being accepted; the lower of two, number by number, is the better text. */
export function burden(diagnostics: readonly Diagnostic[]): readonly number[] {
  const counts = new Array<number>(stages.length + 2).fill(0)
  for (const diagnostic of diagnostics) {
    // what a safe fix can answer weighs half
    if (diagnostic.severity !== 'info') counts[depth(diagnostic)]! += diagnostic.fixes.some(({ safe }) => safe) ? 1 : 2
  }
  return counts
}

/** Negative where the first is the lesser burden. */
export function compareBurdens(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((count, i) => count !== b[i])
  return differing === -1 ? 0 : a[differing]! - b[differing]!
}

/** Fewer mistakes of reading than before, or as many, the first of them further down. */
function readsFurther(before: readonly Diagnostic[], after: readonly Diagnostic[], path: string): boolean {
  const [old, now] = [before, after].map(all => all.filter(one => depth(one) === 0 && one.span.file.path === path))
  const first = (all: readonly Diagnostic[]): number => Math.min(...all.map(({ span }) => span.file.position(span.start).line))
  return now!.length < old!.length || (now!.length === old!.length && first(now!) > first(old!))
}

/** The stage, with what keeps an object from being known before all that looks at objects. */
function depth({ stage, rule }: Diagnostic): number {
  if (stage === 'read') return 0
  if (nameRules.has(rule)) return 1
  return kindRules.has(rule) ? 2 : stages.indexOf(stage) + 2
}

const nameRules: ReadonlySet<string> = new Set(['schema/missing-kind', 'schema/wrong-letter-case'])
const kindRules: ReadonlySet<string> = new Set(['schema/unknown-kind', 'deprecation/removed-api'])

/** The findings of `a` that `b` does not have. */
function excess(a: readonly Diagnostic[], b: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, number>()
  for (const diagnostic of b) known.set(keyOf(diagnostic), (known.get(keyOf(diagnostic)) ?? 0) + 1)
  return a.filter(diagnostic => {
    const key = keyOf(diagnostic)
    const left = known.get(key) ?? 0
    if (left > 0) known.set(key, left - 1)
    return left === 0
  })
}

/** Lines move and messages name neighbours: objects above a field are renamed: the rule, the object's kind and the field stand for a finding. */
function keyOf({ rule, path, resource, span, stage, message }: Diagnostic): string {
  if (stage === 'read') return `${span.file.path}\0${rule}\0${message}`
  const field = path.findLast(step => typeof step === 'string') ?? ''
  return `${span.file.path}\0${rule}\0${resource?.kind.toLowerCase() ?? ''}\0${String(field).toLowerCase()}`
}
