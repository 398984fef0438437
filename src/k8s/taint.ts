import type { Taint, Toleration } from './types.ts'

/** The effects that keep a pod off a node. */
export const repellingEffects: ReadonlySet<string> = new Set(['NoSchedule', 'NoExecute'])

/** Whether a toleration covers a taint. Mirrors api/core/v1/toleration.go ToleratesTaint, v1.36, with its default gates: `Gt` and `Lt` cover nothing. */
export function toleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if (hasText(toleration.effect) && toleration.effect !== taint.effect) return false
  if (hasText(toleration.key) && toleration.key !== (taint.key ?? '')) return false
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '')
    case 'Exists':
      return true
    default:
      return false
  }
}

/** The index of the first taint with one of the effects that no toleration covers; -1 where all are covered. */
export function findUntoleratedTaint(taints: readonly Taint[], tolerations: readonly Toleration[], effects = repellingEffects): number {
  return taints.findIndex(taint => effects.has(taint.effect ?? '') && !tolerations.some(toleration => toleratesTaint(toleration, taint)))
}

/** The taint as kubectl writes it: `gpu=true:NoSchedule`, `spot:NoExecute`. */
export function formatTaint({ key = '', value, effect = '' }: Taint): string {
  return `${key}${hasText(value) ? `=${value}` : ''}:${effect}`
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text !== null && text !== ''
}
