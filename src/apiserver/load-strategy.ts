import type { KubernetesObject } from '../k8s/types.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { Strategy } from './strategy.ts'

type Load = (objects: readonly KubernetesObject[] | undefined) => Promise<Strategy>

/** By `kind.group`. Each is loaded only when an input has the kind. */
const strategies: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['Pod.', async () => (await import('./strategies/core/pod.ts')).pod],
  ['ReplicationController.', async () => (await import('./strategies/core/replication-controller.ts')).replicationController],
  ['Node.', async () => (await import('./strategies/core/node.ts')).node],
  ['Service.', async () => (await import('./strategies/core/service.ts')).service],
  ['Namespace.', async () => (await import('./strategies/core/namespace.ts')).namespace],
  ['Secret.', async () => (await import('./strategies/core/secret.ts')).secret],
  ['PersistentVolumeClaim.', async () => (await import('./strategies/core/persistent-volume-claim.ts')).persistentVolumeClaim],
  ['Deployment.apps', async () => (await import('./strategies/apps/deployment.ts')).deployment],
  ['ReplicaSet.apps', async () => (await import('./strategies/apps/replica-set.ts')).replicaSet],
  ['StatefulSet.apps', async () => (await import('./strategies/apps/stateful-set.ts')).statefulSet],
  ['DaemonSet.apps', async () => (await import('./strategies/apps/daemon-set.ts')).daemonSet],
  ['Job.batch', async () => (await import('./strategies/batch/job.ts')).job],
  ['CronJob.batch', async () => (await import('./strategies/batch/cron-job.ts')).cronJob],
  ['PriorityClass.scheduling.k8s.io', async () => (await import('./strategies/scheduling/priority-class.ts')).priorityClass],
  ['PersistentVolume.', async () => (await import('./strategies/core/persistent-volume.ts')).persistentVolume],
  ['PodTemplate.', async () => (await import('./strategies/core/pod-template.ts')).podTemplate],
  ['LimitRange.', async () => (await import('./strategies/core/limit-range.ts')).limitRange],
  ['ResourceQuota.', async () => (await import('./strategies/core/resource-quota.ts')).resourceQuota],
  ['Endpoints.', async () => (await import('./strategies/core/endpoints.ts')).endpoints],
  ['EndpointSlice.discovery.k8s.io', async () => (await import('./strategies/discovery/endpoint-slice.ts')).endpointSlice],
  ['StorageClass.storage.k8s.io', async () => (await import('./strategies/storage/storage-class.ts')).storageClass],
  ['ControllerRevision.apps', async () => (await import('./strategies/apps/controller-revision.ts')).controllerRevision],
  ['Ingress.networking.k8s.io', async () => (await import('./strategies/networking/ingress.ts')).ingress],
  ['IngressClass.networking.k8s.io', async () => (await import('./strategies/networking/ingress-class.ts')).ingressClass],
  ['IPAddress.networking.k8s.io', async () => (await import('./strategies/networking/ip-address.ts')).ipAddress],
  ['ServiceCIDR.networking.k8s.io', async () => (await import('./strategies/networking/service-cidr.ts')).serviceCidr],
  ['PodDisruptionBudget.policy', async () => (await import('./strategies/policy/pod-disruption-budget.ts')).podDisruptionBudget],
  ['NetworkPolicy.networking.k8s.io', async () => (await import('./strategies/networking/network-policy.ts')).networkPolicy],
  ['RoleBinding.rbac.authorization.k8s.io', async () => (await import('./strategies/rbac/role-binding.ts')).roleBinding],
  [
    'ClusterRoleBinding.rbac.authorization.k8s.io',
    async () => (await import('./strategies/rbac/cluster-role-binding.ts')).clusterRoleBinding,
  ],
  [
    'HorizontalPodAutoscaler.autoscaling',
    async () => (await import('./strategies/autoscaling/horizontal-pod-autoscaler.ts')).horizontalPodAutoscaler,
  ],
  ['ConfigMap.', async () => (await import('./strategies/core/config-map.ts')).configMap],
  ['ServiceAccount.', async () => (await import('./strategies/core/service-account.ts')).serviceAccount],
  ['Event.', async () => (await import('./strategies/core/event.ts')).coreEvent],
  ['Event.events.k8s.io', async () => (await import('./strategies/events/event.ts')).event],
  ['Binding.', async () => (await import('./strategies/core/binding.ts')).binding],
  ['CSIDriver.storage.k8s.io', async () => (await import('./strategies/storage/csi-driver.ts')).csiDriver],
  ['CSINode.storage.k8s.io', async () => (await import('./strategies/storage/csi-node.ts')).csiNode],
  ['CSIStorageCapacity.storage.k8s.io', async () => (await import('./strategies/storage/csi-storage-capacity.ts')).csiStorageCapacity],
  ['VolumeAttachment.storage.k8s.io', async () => (await import('./strategies/storage/volume-attachment.ts')).volumeAttachment],
  [
    'VolumeAttributesClass.storage.k8s.io',
    async () => (await import('./strategies/storage/volume-attributes-class.ts')).volumeAttributesClass,
  ],
  ['Role.rbac.authorization.k8s.io', async () => (await import('./strategies/rbac/role.ts')).role],
  ['ClusterRole.rbac.authorization.k8s.io', async () => (await import('./strategies/rbac/cluster-role.ts')).clusterRole],
  ['RuntimeClass.node.k8s.io', async () => (await import('./strategies/node/runtime-class.ts')).runtimeClass],
  ['Lease.coordination.k8s.io', async () => (await import('./strategies/coordination/lease.ts')).lease],
  ['FlowSchema.flowcontrol.apiserver.k8s.io', async () => (await import('./strategies/flowcontrol/flow-schema.ts')).flowSchema],
  [
    'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
    async () => (await import('./strategies/flowcontrol/priority-level-configuration.ts')).priorityLevelConfiguration,
  ],
  [
    'CertificateSigningRequest.certificates.k8s.io',
    async () => (await import('./strategies/certificates/certificate-signing-request.ts')).certificateSigningRequest,
  ],
  ['APIService.apiregistration.k8s.io', async () => (await import('./strategies/apiregistration/api-service.ts')).apiService],
  [
    'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
    async () => (await import('./strategies/admissionregistration/validating-webhook-configuration.ts')).validatingWebhookConfiguration,
  ],
  [
    'MutatingWebhookConfiguration.admissionregistration.k8s.io',
    async () => (await import('./strategies/admissionregistration/mutating-webhook-configuration.ts')).mutatingWebhookConfiguration,
  ],
  [
    'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
    async () => (await import('./strategies/admissionregistration/validating-admission-policy.ts')).validatingAdmissionPolicy,
  ],
  [
    'MutatingAdmissionPolicy.admissionregistration.k8s.io',
    async () => (await import('./strategies/admissionregistration/mutating-admission-policy.ts')).mutatingAdmissionPolicy,
  ],
  [
    'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
    async () =>
      (await import('./strategies/admissionregistration/validating-admission-policy-binding.ts')).validatingAdmissionPolicyBinding,
  ],
  [
    'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
    async () => (await import('./strategies/admissionregistration/mutating-admission-policy-binding.ts')).mutatingAdmissionPolicyBinding,
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    async objects => (await import('./strategies/apiextensions/custom-resource-definition.ts')).customResourceDefinition(objects),
  ],
  ['DeviceClass.resource.k8s.io', async () => (await import('./strategies/resource/device-class.ts')).deviceClass],
  ['ResourceClaim.resource.k8s.io', async () => (await import('./strategies/resource/resource-claim.ts')).resourceClaim],
  [
    'ResourceClaimTemplate.resource.k8s.io',
    async () => (await import('./strategies/resource/resource-claim-template.ts')).resourceClaimTemplate,
  ],
  ['ResourceSlice.resource.k8s.io', async () => (await import('./strategies/resource/resource-slice.ts')).resourceSlice],
])

/** What the server does with a kind in particular; nothing for kinds that it takes as they are decoded. */
export async function loadStrategy(type: ResourceType, objects?: readonly KubernetesObject[]): Promise<Strategy> {
  const { kind, group, custom } = type
  if (custom !== undefined) return (await import('./strategies/custom/custom-resource.ts')).customResource(type, custom)
  return (await strategies.get(`${kind}.${group}`)?.(objects)) ?? {}
}
