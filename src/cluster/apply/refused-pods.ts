import type { Objection } from '../../apiserver/answer.ts'
import type { FieldPath } from '../../k8s/field-path.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import type { Cluster } from '../cluster.ts'
import type { Environment } from '../environment.ts'
import type { FieldRef } from '../field-ref.ts'
import type { PodTemplate } from '../pod-template.ts'
import { type ControllerPod, controllerPod } from './controller-pod.ts'
import { hasPolicies, judgedTemplates, validTemplates } from './judged-templates.ts'
import type { ServedCluster } from './served-cluster.ts'

/** Pods that a controller wants, and the server refuses. */
export interface RefusedPods {
  readonly template: PodTemplate
  readonly pod: ControllerPod
  readonly refusal: Objection
  /** How many were created before, and how many are wanted; undefined where no number in the text decides. */
  readonly created: number
  readonly wanted: number | undefined
  /** The field of the template that is at fault. */
  readonly at: FieldRef
}

/** How many pods of one namespace are tried at most, so that large numbers of replicas cost no time. */
const maxTried = 10_000

/** Controllers whose pods differ in nothing but a random part of their names. */
const alike: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'DaemonSet'])

/** Lets each controller of the input create its pods, one template after the other, and tells which are refused. */
export function refusedPods(cluster: Cluster, environment: Environment): readonly RefusedPods[] {
  const served = environment.serve?.()
  if (served === undefined) return []
  const requests = new Map(environment.requests.map(request => [request.resource.order, request]))
  const isJudged = judgedTemplates(cluster, environment)
  const isValid = validTemplates(cluster, environment)
  // what is wrong with the template itself is said of its owner
  const isSilent = !hasPolicies(cluster)
  const tried = new Map<string, number>()
  return cluster.podTemplates.flatMap(template => {
    const request = requests.get(template.owner.order)
    if (template.owner.type.kind === 'Pod' || request === undefined || isIdle(template) || !isJudged(template)) return []
    const { objections } = request.verdict
    if (objections.some(({ stage, plugin }) => stage === 'decode' || plugin === 'NamespaceLifecycle')) return []
    const isInvalid = objections.some(({ stage }) => stage === 'validate')
    const left = maxTried - (tried.get(template.namespace) ?? 0)
    const refused = refusedOf(template, served, environment, objections.length > 0 ? 0 : left, (isInvalid && isSilent) || isValid(template))
    tried.set(template.namespace, maxTried - left + (refused?.created ?? 0) + 1)
    return (refused?.refusals ?? []).flatMap(refusal => {
      if (refusal.stage === 'validate' && isInvalid) return []
      if (refusal.stage === 'quota' && (request.operation === 'update' || objections.length > 0)) return []
      const at = placeOf(template, refusal.errors[0]?.path ?? refusal.at ?? [])
      return [{ template, pod: refused!.pod, refusal, created: refused!.created, wanted: template.replicas, at }]
    })
  })
}

interface Refused {
  readonly pod: ControllerPod
  readonly refusals: readonly Objection[]
  readonly created: number
}

/** The first of a template's pods that is refused; those before it are kept. One is enough where no quota counts them. */
function refusedOf(
  template: PodTemplate,
  served: ServedCluster,
  { version }: Environment,
  left: number,
  validated: boolean
): Refused | undefined {
  const type = findResourceType('v1', 'Pod', version)
  if (type === undefined) return undefined
  const { namespace, owner } = template
  const keyOf = (index: number): string => `\u0000${owner.order}/${index}`
  const pod = controllerPod(template, 0, version)
  const { objections, stored } = served.create(type, namespace, pod.object, undefined, validated)
  if (objections.length > 0) return { pod, refusals: objections, created: 0 }
  const wanted = Math.min(template.replicas ?? 1, left)
  if (wanted <= 0 || served.view.list('', 'ResourceQuota', namespace).length === 0) return undefined
  let kept = 0
  const keep = (count: number): void => {
    while (kept < count) served.add(type, namespace, stored, keyOf(kept++))
    while (kept > count) served.delete(type, namespace, keyOf(--kept))
  }
  const refusedAt = (created: number): Refused | undefined => {
    keep(created)
    const next = controllerPod(template, created, version)
    const refusals = served.create(type, namespace, next.object, undefined, validated || alike.has(owner.type.kind)).objections
    return refusals.length > 0 ? { pod: next, refusals, created } : undefined
  }
  let refused = wanted === 1 ? undefined : refusedAt(wanted - 1)
  if (refused === undefined) keep(wanted)
  for (let accepted = 0; refused !== undefined && refused.created - accepted > 1; ) {
    const middle = Math.floor((accepted + refused.created) / 2)
    const earlier = refusedAt(middle)
    if (earlier === undefined) accepted = middle
    else refused = earlier
  }
  if (refused !== undefined) keep(refused.created)
  return refused
}

/** Whether nothing is created for now: no replicas are wanted, or the controller is told to wait. */
function isIdle({ owner, replicas }: PodTemplate): boolean {
  return replicas === 0 || ['paused', 'suspend'].some(field => valueAt(owner.object, ['spec', field]) === true)
}

/** A field of the pod, in the template that it was made of. */
function placeOf({ specAt, metadataAt }: PodTemplate, [first, ...rest]: FieldPath): FieldRef {
  if (first === 'metadata') return rest[0] === 'labels' || rest[0] === 'annotations' ? metadataAt.child(...rest) : specAt
  return first === 'spec' ? specAt.child(...rest) : specAt
}
