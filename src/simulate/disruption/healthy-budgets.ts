import type { Cluster } from '../../cluster/cluster.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import { autoscalersOf } from '../../cluster/scaled-by.ts'
import { type SettledPod, SettledPods } from '../../cluster/settled-pods.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { BudgetState } from './budget.ts'
import { budgetStates } from './budget-states.ts'
import { scaleFinder } from './controller-scale.ts'

/** A budget at its best: every pod that the set asks for is there and healthy. */
export interface HealthyBudget {
  readonly state: BudgetState
  /** The workloads and bare Pods that it selects. */
  readonly owners: readonly Resource[]
  /** The autoscaler that may leave so few pods. */
  readonly scaledBy?: Resource
}

/** Every budget at its best, autoscaled workloads at their least; without those whose pods are as many as there are nodes, or tasks, and counted. */
export function healthyBudgets(cluster: Cluster): readonly HealthyBudget[] {
  const scaledBy = autoscalersOf(cluster)
  const replicasOf = (workload: Resource): number => {
    const written = valueAt(workload.object, ['spec', 'replicas'])
    const replicas = typeof written === 'number' ? written : 1
    const [autoscaler] = scaledBy(workload)
    return autoscaler === undefined || replicas === 0 ? replicas : leastOf(autoscaler)
  }
  const templates = new Map<SettledPod, PodTemplate>()
  for (const template of cluster.podTemplates) {
    const count = template.replicas === undefined ? 1 : template.owner.type.kind === 'Pod' ? 1 : replicasOf(template.owner)
    if (count > 0) templates.set(healthyPod(template, count), template)
  }
  const { states } = budgetStates(cluster, new SettledPods([...templates.keys()]), scaleFinder(cluster, replicasOf))
  return states.flatMap(state => {
    const selected = state.pods.map(pod => templates.get(pod)!)
    if (!state.syncFailed && selected.some(({ replicas }) => replicas === undefined)) return []
    const owners = selected.map(({ owner }) => owner)
    const autoscaler = owners.flatMap(scaledBy)[0]
    return [{ state, owners, ...(autoscaler !== undefined && { scaledBy: autoscaler }) }]
  })
}

function leastOf(autoscaler: Resource): number {
  const least = valueAt(autoscaler.object, ['spec', 'minReplicas'])
  return typeof least === 'number' ? least : 1
}

function healthyPod({ owner, namespace, metadata, spec }: PodTemplate, count: number): SettledPod {
  const { kind } = owner.type
  const name = owner.name ?? ''
  const written = metadata.ownerReferences?.find(({ controller }) => controller === true)
  const controller = kind === 'Pod' ? written && { kind: written.kind ?? '', name: written.name ?? '' } : { kind, name }
  return {
    namespace,
    name,
    resource: owner,
    ...(controller !== undefined && { controller }),
    labels: metadata.labels ?? {},
    spec,
    isRunning: true,
    isReady: true,
    addresses: [],
    count,
  }
}
