import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { WorkloadCondition, WorkloadState } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'

interface Deployment extends KubernetesObject {
  readonly spec?: {
    readonly strategy?: {
      readonly type?: string
      readonly rollingUpdate?: { readonly maxUnavailable?: number | string; readonly maxSurge?: number | string }
    }
  }
}

/** The settled state of the workloads that make replicas. */
export interface WorkloadStates {
  readonly deployments: readonly WorkloadState[]
  readonly replicaSets: readonly WorkloadState[]
}

/** How the Deployments and ReplicaSets stand once nothing changes any more. */
export function workloadStates(cluster: Cluster, sources: readonly PodSource[], groups: readonly PodGroup[]): WorkloadStates {
  const counts = new Map<PodSource, { replicas: number; ready: number }>()
  for (const { source, state, count } of groups) {
    if (state === 'gone') continue
    const entry = counts.get(source) ?? { replicas: 0, ready: 0 }
    entry.replicas += count
    if (state === 'bound') entry.ready += count
    counts.set(source, entry)
  }
  const deployments: WorkloadState[] = []
  const replicaSets: WorkloadState[] = []
  for (const source of sources) {
    const { resource, controller, count: desired } = source
    if (controller?.kind !== 'ReplicaSet' || resource.type.kind === 'Pod') continue
    const { replicas, ready } = counts.get(source) ?? { replicas: 0, ready: 0 }
    const common = { namespace: source.info.namespace, resource, desired, replicas, ready, updated: replicas, available: ready }
    const unavailable = Math.max(0, desired - ready)
    const isDeployment = resource.type.kind === 'Deployment'
    const owner = isDeployment ? { owner: { kind: 'Deployment', name: resource.name ?? '' } } : {}
    replicaSets.push({
      ...common,
      name: controller.name,
      ...owner,
      unavailable,
      conditions: source.refusal === undefined ? [] : [replicaFailure(source.refusal)],
    })
    if (isDeployment)
      deployments.push({ ...common, name: resource.name ?? '', unavailable, conditions: deploymentConditions(source, ready) })
  }
  for (const resource of cluster.ofKind('apps', 'Deployment')) if (isPaused(resource)) deployments.push(pausedState(resource))
  return { deployments, replicaSets }
}

/** Mirrors pkg/controller/deployment syncRolloutStatus and DeploymentComplete, v1.36. */
function deploymentConditions({ resource, controller, count, refusal }: PodSource, available: number): readonly WorkloadCondition[] {
  const conditions: WorkloadCondition[] = [availability(available >= count - maxUnavailable(resource, count))]
  if (refusal !== undefined) conditions.push(replicaFailure(refusal))
  const name = controller?.name ?? ''
  conditions.push(
    available >= count
      ? {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
          message: `ReplicaSet "${name}" has successfully progressed.`,
        }
      : { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: `ReplicaSet "${name}" is progressing.` }
  )
  return conditions
}

function availability(isAvailable: boolean): WorkloadCondition {
  return isAvailable
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      }
}

function replicaFailure(message: string): WorkloadCondition {
  return { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }
}

/** Mirrors pkg/controller/deployment/util MaxUnavailable and ResolveFenceposts, v1.36. */
function maxUnavailable(resource: Resource, desired: number): number {
  const { type, rollingUpdate = {} } = objectAs<Deployment>(resource).spec?.strategy ?? {}
  if (type === 'Recreate' || desired === 0) return 0
  const surge = resolve(rollingUpdate.maxSurge ?? '25%', desired, Math.ceil)
  const unavailable = resolve(rollingUpdate.maxUnavailable ?? '25%', desired, Math.floor)
  return Math.min(desired, surge === 0 && unavailable === 0 ? 1 : unavailable)
}

function resolve(value: number | string, total: number, round: (value: number) => number): number {
  return typeof value === 'number' ? value : round((Number.parseInt(value, 10) * total) / 100)
}

function isPaused(resource: Resource): boolean {
  return objectAs<KubernetesObject & { readonly spec?: { readonly paused?: boolean } }>(resource).spec?.paused === true
}

function pausedState(resource: Resource): WorkloadState {
  const conditions: readonly WorkloadCondition[] = [
    { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused' },
  ]
  const none = { desired: 0, replicas: 0, ready: 0, updated: 0, available: 0, unavailable: 0 }
  return { namespace: resource.namespace ?? '', name: resource.name ?? '', resource, ...none, conditions }
}
