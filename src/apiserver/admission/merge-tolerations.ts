import type { Toleration } from '../../k8s/types.ts'

/** Both lists, without those that another one covers. Mirrors pkg/util/tolerations/tolerations.go MergeTolerations, v1.36. */
export function mergeTolerations(first: readonly Toleration[], second: readonly Toleration[]): readonly Toleration[] {
  const all = [...first, ...second]
  const merged: Toleration[] = []
  for (const [index, toleration] of all.entries()) {
    if (merged.some(other => covers(other, toleration))) continue
    if (all.slice(index + 1).some(other => !isSame(other, toleration) && covers(other, toleration))) continue
    merged.push(toleration)
  }
  return merged
}

function covers(wide: Toleration, narrow: Toleration): boolean {
  if (isSame(wide, narrow)) return true
  if ((wide.key ?? '') !== (narrow.key ?? '') && ((wide.key ?? '') !== '' || wide.operator !== 'Exists')) return false
  if ((wide.effect ?? '') !== (narrow.effect ?? '') && (wide.effect ?? '') !== '') return false
  if (wide.effect === 'NoExecute' && typeof wide.tolerationSeconds === 'number')
    if (typeof narrow.tolerationSeconds !== 'number' || narrow.tolerationSeconds > wide.tolerationSeconds) return false
  if ((wide.operator ?? '') === '' || wide.operator === 'Equal')
    return narrow.operator === 'Equal' && (narrow.value ?? '') === (wide.value ?? '')
  return wide.operator === 'Exists'
}

function isSame(a: Toleration, b: Toleration): boolean {
  return (
    (a.key ?? '') === (b.key ?? '') &&
    (a.operator ?? '') === (b.operator ?? '') &&
    (a.value ?? '') === (b.value ?? '') &&
    (a.effect ?? '') === (b.effect ?? '') &&
    (a.tolerationSeconds ?? undefined) === (b.tolerationSeconds ?? undefined)
  )
}
