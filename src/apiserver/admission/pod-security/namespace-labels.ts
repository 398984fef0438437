import { goQuote } from '../../../k8s/go-quote.ts'
import type { ObjectMeta } from '../../../k8s/types.ts'
import type { Refusal, ServerWarning } from '../../answer.ts'
import type { ServerRequest } from '../../request.ts'
import { invalid } from '../../status.ts'
import type { AdmissionContext } from '../plugin.ts'
import { evaluatePod } from './evaluate.ts'
import type { JudgedPod } from './judged-pod.ts'
import { isSame, type LevelVersion, labelPrefix, levels, levelVersionText, type PolicyError, policyOf } from './policy.ts'

/** How many pods of a namespace are looked at when it gets stricter. */
const maxPods = 3000

/** Refuses labels that ask for no known policy. Mirrors pod-security-admission admission/admission.go ValidateNamespace, v1.36. */
export function namespaceRefusal({ object, old, type, operation }: ServerRequest): Refusal | undefined {
  const { errors } = policyOf(object.metadata?.labels)
  if (errors.length === 0) return undefined
  if (operation === 'update' && isSameErrors(errors, policyOf(old?.metadata?.labels).errors)) return undefined
  return invalid(
    type,
    object.metadata?.name ?? '',
    errors.map(({ label, value, detail }) => ({
      reason: 'FieldValueInvalid',
      field: `metadata.labels[${label}]`,
      path: ['metadata', 'labels', label],
      message: `Invalid value: ${goQuote(value)}: ${detail}`,
    }))
  )
}

/** Names the pods of a namespace that its new, stricter level would refuse. Mirrors EvaluatePodsInNamespace, v1.36. */
export function namespaceWarnings(
  { object, old, operation }: ServerRequest,
  { view, version }: AdmissionContext
): readonly ServerWarning[] {
  const { enforce } = policyOf(object.metadata?.labels).policy
  const before = policyOf(old?.metadata?.labels).policy.enforce
  const name = object.metadata?.name ?? ''
  if (operation !== 'update' || enforce.level === 'privileged' || !isStricter(enforce, before)) return []
  const pods = view.list('', 'Pod', name)
  const found = new Map<string, string[]>()
  for (const { metadata = {}, spec } of pods.slice(0, maxPods)) {
    const pod: JudgedPod = { metadata: metadata as ObjectMeta, spec: (spec ?? {}) as JudgedPod['spec'] }
    const reasons = evaluatePod(enforce, pod, version.minor).map(({ reason }) => reason)
    if (reasons.length === 0) continue
    const text = reasons.join(', ')
    found.set(text, [...(found.get(text) ?? []), pod.metadata.name ?? ''])
  }
  const heads = [
    ...(pods.length > maxPods
      ? [`new PodSecurity enforce level only checked against the first ${maxPods} of ${pods.length} existing pods`]
      : []),
    ...(found.size > 0
      ? [`existing pods in namespace "${name}" violate the new PodSecurity enforce level "${levelVersionText(enforce)}"`]
      : []),
  ]
  const path = ['metadata', 'labels', `${labelPrefix}enforce`]
  return [...heads, ...[...found].map(podsText).sort()].map(message => ({ message, path }))
}

function podsText([reasons, names]: readonly [string, readonly string[]]): string {
  const first = [...names].sort()[0]!
  const others = names.length - 1
  return `${first}${others === 0 ? '' : ` (and ${others} other pod${others === 1 ? '' : 's'})`}: ${reasons}`
}

function isStricter(now: LevelVersion, before: LevelVersion): boolean {
  if (isSame(now, before)) return false
  return now.version !== before.version || levels.indexOf(now.level) > levels.indexOf(before.level)
}

function isSameErrors(a: readonly PolicyError[], b: readonly PolicyError[]): boolean {
  return a.length === b.length && a.every(({ label, value }, index) => b[index]?.label === label && b[index]?.value === value)
}
