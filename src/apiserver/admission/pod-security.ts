import type { KubernetesObject } from '../../k8s/types.ts'
import type { DecidingField } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import type { AdmissionView } from './admission-view.ts'
import type { AdmissionPlugin } from './plugin.ts'
import { detailText, evaluatePod } from './pod-security/evaluate.ts'
import type { JudgedContainer, JudgedPodSpec } from './pod-security/judged-pod.ts'
import { namespaceRefusal, namespaceWarnings } from './pod-security/namespace-labels.ts'
import { podSpecOf } from './pod-security/pod-spec-of.ts'
import { labelPrefix, levelVersionText, type Policy, policyOf } from './pod-security/policy.ts'

/** Holds pods to the standard that their namespace asks for. Mirrors pod-security-admission admission/admission.go, v1.36. */
export const podSecurity: AdmissionPlugin = {
  name: 'PodSecurity',
  validate(request, { view, version }) {
    if (request.type.kind === 'Namespace') return namespaceRefusal(request)
    if (request.type.kind !== 'Pod' || !isSignificant(request)) return undefined
    const policy = policyFor(request, view)
    const found = podSpecOf(request.object, request.type)
    if (policy === undefined || found === undefined) return undefined
    const violations = evaluatePod(policy.enforce, found.pod, version.minor)
    if (violations.length === 0) return undefined
    const why = `violates PodSecurity "${levelVersionText(policy.enforce)}": ${detailText(violations)}`
    return { ...forbidden(request, why, [...found.at, ...violations[0]!.at]), decidedBy: [label(request, 'enforce', policy)] }
  },
  warn(request, context) {
    if (request.type.kind === 'Namespace') return namespaceWarnings(request, context)
    if (request.type.kind === 'Pod' && !isSignificant(request)) return []
    const policy = policyFor(request, context.view)
    const found = podSpecOf(request.object, request.type)
    if (policy === undefined || found === undefined) return []
    const violations = evaluatePod(policy.warn, found.pod, context.version.minor)
    if (violations.length === 0) return []
    const message = `would violate PodSecurity "${levelVersionText(policy.warn)}": ${detailText(violations)}`
    return [{ message, path: [...found.at, ...violations[0]!.at] }]
  },
}

/** What the namespace asks for; undefined where it asks for nothing, or is not known. */
function policyFor({ namespace }: ServerRequest, view: AdmissionView): Policy | undefined {
  if (namespace === null) return undefined
  const labels = view.find('', 'Namespace', null, namespace)?.metadata?.labels ?? {}
  return Object.keys(labels).some(key => key.startsWith(labelPrefix)) ? policyOf(labels).policy : undefined
}

function label({ namespace }: ServerRequest, mode: keyof Policy, policy: Policy): DecidingField {
  const path = ['metadata', 'labels', `${labelPrefix}${mode}`]
  const note = `namespace ${namespace} enforces ${levelVersionText(policy[mode])}`
  return { group: '', kind: 'Namespace', namespace: null, name: namespace ?? '', path, note }
}

/** An update of a pod is judged only where it brings a container or an image. Mirrors isSignificantPodUpdate, v1.36. */
function isSignificant({ operation, object, old }: ServerRequest): boolean {
  if (operation === 'create' || old === undefined) return true
  const [now, before] = [specOf(object), specOf(old)]
  if (isChanged(now.containers, before.containers) || isChanged(now.initContainers, before.initContainers)) return true
  return (now.ephemeralContainers ?? []).some(container => {
    const known = (before.ephemeralContainers ?? []).find(({ name }) => name === container.name)
    return known === undefined || known.image !== container.image
  })
}

function isChanged(now: readonly JudgedContainer[] = [], before: readonly JudgedContainer[] = []): boolean {
  return now.length !== before.length || now.some((container, index) => container.image !== before[index]?.image)
}

function specOf({ spec }: KubernetesObject): JudgedPodSpec {
  return (spec ?? {}) as JudgedPodSpec
}
