import type { ResourceType } from '../schema/resource-type.ts'
import type { ServerRequest } from './request.ts'
import type { StageContext, Strategy } from './strategy.ts'
import type { UpdateStrategy } from './updates/strategy.ts'
import type { Updated } from './updates/update-object.ts'

/** Lets an object take the place of a stored one. */
export type UpdateHandler = (request: ServerRequest & { readonly old: object }, strategy: Strategy, context: StageContext) => Updated

type Load = () => Promise<UpdateStrategy>

/** By `kind.group`; kinds that are absent are updated as any are. */
const updates: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['Pod.', async () => (await import('./updates/core/pod.ts')).pod],
  ['Service.', async () => (await import('./updates/core/service.ts')).service],
  ['PersistentVolume.', async () => (await import('./updates/core/volumes.ts')).persistentVolume],
  ['PersistentVolumeClaim.', async () => (await import('./updates/core/volumes.ts')).persistentVolumeClaim],
  ['Event.', async () => (await import('./updates/core/event.ts')).coreEvent],
  ['Event.events.k8s.io', async () => (await import('./updates/core/event.ts')).event],
  ['Job.batch', async () => (await import('./updates/batch/job.ts')).job],
  ['CronJob.batch', async () => (await import('./updates/batch/job.ts')).cronJob],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    async () => (await import('./updates/custom-resource-definition.ts')).customResourceDefinition,
  ],
  ...from(() => import('./updates/core/other-kinds.ts'), {
    'ConfigMap.': 'configMap',
    'Secret.': 'secret',
    'ResourceQuota.': 'resourceQuota',
    'Node.': 'node',
    'Namespace.': 'namespace',
    'PodTemplate.': 'podTemplate',
    'LimitRange.': 'limitRange',
    'Endpoints.': 'metadataFirst',
    'ServiceAccount.': 'metadataFirst',
  }),
  ...from(() => import('./updates/apps/workloads.ts'), {
    'Deployment.apps': 'deployment',
    'ReplicaSet.apps': 'replicaSet',
    'DaemonSet.apps': 'daemonSet',
    'StatefulSet.apps': 'statefulSet',
    'ControllerRevision.apps': 'controllerRevision',
  }),
  ...from(() => import('./updates/storage.ts'), {
    'StorageClass.storage.k8s.io': 'storageClass',
    'VolumeAttachment.storage.k8s.io': 'volumeAttachment',
    'CSINode.storage.k8s.io': 'csiNode',
    'CSIDriver.storage.k8s.io': 'csiDriver',
    'CSIStorageCapacity.storage.k8s.io': 'csiStorageCapacity',
    'VolumeAttributesClass.storage.k8s.io': 'volumeAttributesClass',
  }),
  ...from(() => import('./updates/networking.ts'), {
    'Ingress.networking.k8s.io': 'ingress',
    'IngressClass.networking.k8s.io': 'ingressClass',
    'NetworkPolicy.networking.k8s.io': 'networkPolicy',
    'IPAddress.networking.k8s.io': 'ipAddress',
    'ServiceCIDR.networking.k8s.io': 'serviceCidr',
    'EndpointSlice.discovery.k8s.io': 'endpointSlice',
  }),
  ...from(() => import('./updates/rbac.ts'), {
    'RoleBinding.rbac.authorization.k8s.io': 'binding',
    'ClusterRoleBinding.rbac.authorization.k8s.io': 'binding',
  }),
  ...from(() => import('./updates/resource.ts'), {
    'ResourceClaim.resource.k8s.io': 'resourceClaim',
    'ResourceClaimTemplate.resource.k8s.io': 'resourceClaimTemplate',
    'ResourceSlice.resource.k8s.io': 'resourceSlice',
    'DeviceClass.resource.k8s.io': 'deviceClass',
  }),
  ...from(() => import('./updates/cluster-kinds.ts'), {
    'PriorityClass.scheduling.k8s.io': 'priorityClass',
    'RuntimeClass.node.k8s.io': 'runtimeClass',
    'Lease.coordination.k8s.io': 'lease',
    'PodDisruptionBudget.policy': 'podDisruptionBudget',
    'HorizontalPodAutoscaler.autoscaling': 'horizontalPodAutoscaler',
    'FlowSchema.flowcontrol.apiserver.k8s.io': 'flowControl',
    'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io': 'flowControl',
    'ValidatingAdmissionPolicy.admissionregistration.k8s.io': 'admissionPolicy',
    'MutatingAdmissionPolicy.admissionregistration.k8s.io': 'admissionPolicy',
    'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io': 'admissionPolicy',
    'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io': 'admissionPolicy',
    'ValidatingWebhookConfiguration.admissionregistration.k8s.io': 'webhookConfiguration',
    'MutatingWebhookConfiguration.admissionregistration.k8s.io': 'webhookConfiguration',
    'CertificateSigningRequest.certificates.k8s.io': 'certificateSigningRequest',
    'APIService.apiregistration.k8s.io': 'apiService',
  }),
  ['ReplicationController.', async () => (await import('./updates/core/replication-controller.ts')).replicationController],
])

/** What the server does with updates of a kind. */
export async function loadUpdates(type: ResourceType): Promise<UpdateHandler> {
  const { kind, group, custom } = type
  const load =
    custom === undefined
      ? updates.get(`${kind}.${group}`)
      : async () => (await import('./updates/custom-resource.ts')).customResourceUpdates(type, custom)
  const [{ updateObject }, strategy] = await Promise.all([import('./updates/update-object.ts'), load?.()])
  return (request, whole, context) => updateObject(request, whole, strategy ?? {}, context)
}

/** The kinds whose updates one file holds, by the names of its exports. */
function from<Name extends string>(
  load: () => Promise<Readonly<Record<Name, UpdateStrategy>>>,
  kinds: Readonly<Record<string, Name>>
): [string, Load][] {
  return Object.entries(kinds).map(([kind, name]) => [kind, async () => (await load())[name]])
}
