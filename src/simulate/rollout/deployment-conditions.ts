import { type DeploymentSpec, fenceposts } from './deployment-spec.ts'
import { replicaFailure } from './replica-set.ts'
import { settledAfterSeconds, type WorkloadCondition } from './workload-status.ts'

/** How far a rollout has got since its ReplicaSet was made: `created` while no pod has come or gone, `complete` once all were available. */
export type Progress = 'none' | 'created' | 'updated' | 'complete'

/** The deadline that is none: the greatest number of 32 bits. */
const noDeadline = 2147483647

interface Counts {
  readonly desired: number
  readonly replicas: number
  readonly updated: number
  readonly available: number
}

/** Mirrors pkg/controller/deployment syncRolloutStatus, calculateStatus and DeploymentComplete, v1.36. */
export function deploymentConditions(
  spec: DeploymentSpec,
  counts: Counts,
  replicaSet: string | undefined,
  progress: Progress,
  refusal: string | undefined
): readonly WorkloadCondition[] {
  const hasDeadline = spec.progressDeadlineSeconds !== noDeadline
  const failure = refusal === undefined ? [] : [replicaFailure(refusal)]
  if (!hasDeadline) return spec.paused && replicaSet === undefined && counts.replicas === 0 ? [] : [availability(spec, counts), ...failure]
  if (spec.paused) {
    const paused: WorkloadCondition = {
      type: 'Progressing',
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    }
    return replicaSet === undefined && counts.replicas === 0 ? [paused] : [paused, availability(spec, counts)]
  }
  const progressing = progressCondition(spec, counts, replicaSet ?? '', progress)
  if (progressing.reason === 'NewReplicaSetCreated') return [progressing, availability(spec, counts), ...failure]
  return [availability(spec, counts), ...failure, progressing]
}

/** Mirrors pkg/controller/deployment/util DeploymentComplete, v1.36. */
export function isDeploymentComplete({ desired, replicas, updated, available }: Counts): boolean {
  return updated === desired && replicas === desired && available === desired
}

function progressCondition(
  { progressDeadlineSeconds, replicas: desired }: DeploymentSpec,
  { replicas, updated, available }: Counts,
  name: string,
  progress: Progress
): WorkloadCondition {
  const progressing = (status: 'True' | 'False', reason: string, message: string): WorkloadCondition => ({
    type: 'Progressing',
    status,
    reason,
    message,
  })
  const isComplete = isDeploymentComplete({ desired, replicas, updated, available }) || (progress === 'complete' && updated === replicas)
  if (isComplete) return progressing('True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`)
  if (progressDeadlineSeconds <= settledAfterSeconds)
    return progressing('False', 'ProgressDeadlineExceeded', `ReplicaSet "${name}" has timed out progressing.`)
  if (progress === 'updated' || progress === 'complete')
    return progressing('True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`)
  return progressing('True', 'NewReplicaSetCreated', `Created new replica set "${name}"`)
}

function availability(spec: DeploymentSpec, { available }: Counts): WorkloadCondition {
  return available >= spec.replicas - fenceposts(spec).unavailable
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      }
}
