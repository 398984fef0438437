import type { ResourceType } from '../schema/resource-type.ts'
import type { Strategy } from './strategy.ts'

/** By `kind.group`. Each is loaded only when an input has the kind. */
const strategies: ReadonlyMap<string, () => Promise<Strategy>> = new Map<string, () => Promise<Strategy>>([
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
  ['NetworkPolicy.networking.k8s.io', async () => (await import('./strategies/networking/network-policy.ts')).networkPolicy],
  ['RoleBinding.rbac.authorization.k8s.io', async () => (await import('./strategies/rbac/role-binding.ts')).roleBinding],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', async () => (await import('./strategies/rbac/role-binding.ts')).roleBinding],
  [
    'HorizontalPodAutoscaler.autoscaling',
    async () => (await import('./strategies/autoscaling/horizontal-pod-autoscaler.ts')).horizontalPodAutoscaler,
  ],
])

/** What the server does with a kind in particular; nothing for kinds that it takes as they are decoded. */
export async function loadStrategy({ kind, group }: ResourceType): Promise<Strategy> {
  return (await strategies.get(`${kind}.${group}`)?.()) ?? {}
}
