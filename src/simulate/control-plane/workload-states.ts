import type { PodControl, WorkloadController, WorkloadStatus } from '../rollout/index.ts'
import type { BatchState, DaemonSetState, WorkloadState } from './outcome.ts'

/** The settled state of the workloads, by kind. */
export interface WorkloadStates {
  readonly deployments: readonly WorkloadState[]
  readonly replicaSets: readonly WorkloadState[]
  readonly statefulSets: readonly WorkloadState[]
  readonly daemonSets: readonly DaemonSetState[]
  readonly jobs: readonly BatchState[]
  readonly cronJobs: readonly BatchState[]
}

/** How the workloads stand once nothing changes any more. */
export function workloadStates(controllers: readonly WorkloadController[], control: PodControl): WorkloadStates {
  const present = controllers.filter(({ isGone }) => isGone !== true)
  const states = present.map(controller => ({ controller, status: controller.status(control) }))
  const of = <State>(kind: string, make: (controller: WorkloadController, status: WorkloadStatus) => State): readonly State[] =>
    states.filter(({ controller }) => controller.kind === kind).map(({ controller, status }) => make(controller, status))
  const replicaSets = states.flatMap(({ controller, status }) => {
    if (controller.kind === 'ReplicaSet') return controller.controlledBy === undefined ? [workloadState(controller, status)] : []
    return (status.replicaSets ?? []).map(set => ({ ...workloadState(controller, set), name: set.name, owner: set.owner }))
  })
  return {
    deployments: of('Deployment', workloadState),
    replicaSets,
    statefulSets: of('StatefulSet', workloadState),
    daemonSets: of('DaemonSet', daemonSetState),
    jobs: of('Job', batchState),
    cronJobs: of('CronJob', batchState),
  }
}

function workloadState({ namespace, name, resource }: WorkloadController, status: WorkloadStatus): WorkloadState {
  const { desired, replicas, ready, updated, available, unavailable, conditions } = status
  return { namespace, name, resource, desired, replicas, ready, updated, available, unavailable, conditions }
}

function daemonSetState({ namespace, name, resource }: WorkloadController, status: WorkloadStatus): DaemonSetState {
  const { desired, replicas, ready, misscheduled = 0 } = status
  return { namespace, name, resource, desired, current: replicas, misscheduled, ready }
}

function batchState({ namespace, name, resource }: WorkloadController, status: WorkloadStatus): BatchState {
  const { replicas, suspend = false, schedule, conditions } = status
  return { namespace, name, resource, active: replicas, suspend, ...(schedule !== undefined && { schedule }), conditions }
}
