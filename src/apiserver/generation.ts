import type { KubernetesVersion } from '../k8s/version.ts'
import type { ResourceType } from '../schema/resource-type.ts'

/** The first minor that counts the changes of Pods: PodObservedGenerationTracking. */
const podsSince = 33

/** Other kinds of which the server counts the changes, by `kind.group`: those whose strategies set `metadata.generation` in PrepareForCreate, v1.36. */
const counted = new Set([
  'PodTemplate.',
  'ReplicationController.',
  'DaemonSet.apps',
  'Deployment.apps',
  'ReplicaSet.apps',
  'StatefulSet.apps',
  'CronJob.batch',
  'Job.batch',
  'EndpointSlice.discovery.k8s.io',
  'Ingress.networking.k8s.io',
  'IngressClass.networking.k8s.io',
  'NetworkPolicy.networking.k8s.io',
  'PodDisruptionBudget.policy',
  'PriorityClass.scheduling.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'FlowSchema.flowcontrol.apiserver.k8s.io',
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
  'MutatingAdmissionPolicy.admissionregistration.k8s.io',
  'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'DeviceClass.resource.k8s.io',
  'ResourceSlice.resource.k8s.io',
])

/** Whether a new object of a kind gets generation 1, whatever is written. */
export function countsGenerations({ kind, group, custom }: ResourceType, { minor }: KubernetesVersion): boolean {
  if (custom !== undefined) return true
  if (kind === 'Pod' && group === '') return minor >= podsSince
  return counted.has(`${kind}.${group}`)
}
