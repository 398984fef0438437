import { valueAt } from '../../k8s/field-path.ts'
import type { Cluster } from '../cluster.ts'
import type { Environment } from '../environment.ts'
import type { PodTemplate } from '../pod-template.ts'
import { accepted } from '../request.ts'

/** Controllers whose pods are named so that a name which is right for the controller is right for them. */
const plainlyNamed: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'DaemonSet', 'Job', 'CronJob'])

/** Fields that admission plugins or the creation of a pod judge although the template was taken with them. */
const judgedFields = [
  ...['priorityClassName', 'priority', 'preemptionPolicy', 'runtimeClassName', 'overhead', 'schedulingGates'],
  ...['nodeName', 'hostNetwork', 'ephemeralContainers', 'resourceClaims'],
] as const

/**
 * Tells templates whose pods the server may refuse although it takes their owners: something bears on their namespace, on a field that they
 * have, or on all pods. The others' pods are as right as the template is.
 */
export function judgedTemplates(cluster: Cluster, { world }: Environment): (template: PodTemplate) => boolean {
  const all = world === 'closed' || hasPolicies(cluster) || hasDefaultPriority(cluster)
  if (all) return () => true
  const namespaces = new Set<string | null>()
  for (const kind of ['LimitRange', 'ResourceQuota']) for (const { namespace } of cluster.ofKind('', kind)) namespaces.add(namespace)
  for (const { object, namespace } of cluster.ofKind('', 'ServiceAccount'))
    if (Object.hasOwn(object.metadata?.annotations ?? {}, 'kubernetes.io/enforce-mountable-secrets')) namespaces.add(namespace)
  for (const { object, name } of cluster.ofKind('', 'Namespace'))
    if (Object.keys(object.metadata?.labels ?? {}).some(label => label.startsWith('pod-security.kubernetes.io/'))) namespaces.add(name)
  return template => namespaces.has(template.namespace) || !isPlain(template)
}

/**
 * Tells templates whose pods are valid, for the server has taken their owners and nothing changes what it validates of the pods: only what
 * counts them, or admits them, may still refuse them.
 */
export function validTemplates(cluster: Cluster, { requests, before }: Environment): (template: PodTemplate) => boolean {
  const mutated = before !== undefined || hasPolicies(cluster) || hasDefaultPriority(cluster)
  if (mutated) return () => false
  const limited = new Set(cluster.ofKind('', 'LimitRange').map(({ namespace }) => namespace))
  const taken = new Set<unknown>()
  for (const request of requests) if (request.operation === 'create' && accepted(request)) taken.add(request.resource)
  return template => !limited.has(template.namespace) && taken.has(template.owner) && isPlain(template)
}

/** Whether policies may change or refuse pods. */
export function hasPolicies(cluster: Cluster): boolean {
  const bindings = ['ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicyBinding']
  return bindings.some(kind => cluster.has('admissionregistration.k8s.io', kind))
}

function hasDefaultPriority(cluster: Cluster): boolean {
  return cluster.ofKind('scheduling.k8s.io', 'PriorityClass').some(({ object }) => valueAt(object, ['globalDefault']) === true)
}

/** Whether a pod is as right as the template that it is made of, as long as nothing bears on its namespace. */
function isPlain({ owner, spec }: PodTemplate): boolean {
  return (
    isPlainlyNamed(owner.type.kind, owner.name) &&
    !judgedFields.some(field => Object.hasOwn(spec, field)) &&
    !(spec.volumes ?? []).some(volume => Object.hasOwn(volume, 'image') || Object.hasOwn(volume, 'ephemeral'))
  )
}

/** Pods of a StatefulSet take its name and a number as their label and host name. */
function isPlainlyNamed(kind: string, name: string | null): boolean {
  return plainlyNamed.has(kind) || (kind === 'StatefulSet' && name !== null && /^[a-z0-9-]{1,50}$/.test(name))
}
