import { standardsCheck } from '../apiserver/admission/pod-security/evaluate.ts'
import type { JudgedContainer, JudgedPodSpec, Violation } from '../apiserver/admission/pod-security/judged-pod.ts'
import { policyOf } from '../apiserver/admission/pod-security/policy.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { Cluster } from './cluster.ts'
import type { FieldRef } from './field-ref.ts'
import type { PodTemplate } from './pod-template.ts'

/** One thing in a pod that a check of the Pod Security Standards forbids. */
export interface StandardsViolation {
  readonly at: FieldRef
  /** The container or the volume at fault; absent where it is the pod itself. */
  readonly container?: string
  readonly volume?: string
  /** The words of the admission plugin: `privileged (container "web" must not set securityContext.privileged=true)`. */
  readonly words: string
  readonly level: 'baseline' | 'restricted'
}

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const

/**
 * What one check, named by its upstream id, finds in a pod: one violation for each container or volume at fault, or one for the pod.
 * What a check of the lower level says about the same field is left to that check.
 */
export function standardsViolations(template: PodTemplate, id: string, version: KubernetesVersion): readonly StandardsViolation[] {
  const form = standardsCheck(id, version.minor)
  if (form === undefined) return []
  const { metadata } = template
  const spec = template.spec as JudgedPodSpec
  const judge = (part: JudgedPodSpec): Violation | undefined => form.check({ metadata, spec: part })
  const whole = judge(spec)
  if (whole === undefined) return []
  const found: StandardsViolation[] = []
  const report = (
    violation: Violation,
    part: JudgedPodSpec,
    path: FieldPath,
    subject: Pick<StandardsViolation, 'container' | 'volume'>
  ): void => {
    const lower = form.replaced?.({ metadata, spec: part })
    if (lower !== undefined && lower.at.join('\0') === violation.at.join('\0')) return
    const words = violation.detail === '' ? violation.reason : `${violation.reason} (${violation.detail})`
    found.push({ at: template.specAt.child(...path), words, level: form.level, ...subject })
  }
  const list = containerLists.find(name => name === whole.at[0])
  if (list === undefined && whole.at[0] !== 'volumes') report(whole, spec, whole.at, {})
  else if (whole.at[0] === 'volumes')
    for (const [index, volume] of (spec.volumes ?? []).entries()) {
      const part = { ...spec, volumes: [volume] }
      const violation = judge(part)
      if (violation?.at[0] === 'volumes')
        report(violation, part, ['volumes', index, ...violation.at.slice(2)], { volume: volume.name ?? '' })
    }
  else
    for (const name of containerLists)
      for (const [index, container] of (spec[name] ?? []).entries()) {
        const part = alone(spec, name, container)
        const violation = judge(part)
        if (violation?.at[0] === name) report(violation, part, [name, index, ...violation.at.slice(2)], { container: container.name ?? '' })
      }
  return found
}

/** Whether the namespace's own label makes the server refuse what breaks this level. */
export function enforcesStandards({ namespace }: PodTemplate, level: 'baseline' | 'restricted', cluster: Cluster): boolean {
  const labels = cluster.find('', 'Namespace', null, namespace)?.object.metadata?.labels
  if (labels === undefined) return false
  const enforced = policyOf(labels).policy.enforce.level
  return enforced === 'restricted' || enforced === level
}

function alone(spec: JudgedPodSpec, list: (typeof containerLists)[number], container: JudgedContainer): JudgedPodSpec {
  return { ...spec, initContainers: [], containers: [], ephemeralContainers: [], [list]: [container] }
}
