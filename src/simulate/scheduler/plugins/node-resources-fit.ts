import { FieldRef } from '../../../cluster/field-ref.ts'
import { isExtendedResource } from '../../../k8s/resource-names.ts'
import type { NodeResourcesFitArgs } from '../../../k8s/scheduler-configuration.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import type { NodeReason } from '../decision.ts'
import type { FilterPass, FilterPlugin, ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo, QueuedPod } from '../pod-info.ts'
import { requestAt } from '../request-at.ts'
import { shareLeft, strategyPass } from '../resource-strategies.ts'
import { amountOf, formatAmount, namesOf, type Resources } from '../resources.ts'
import type { Snapshot } from '../snapshot.ts'
import { type Status, unresolvable, unschedulable } from '../status.ts'

const tooManyPods = 'Too many pods'

/** Refuses nodes without room for what the pod asks for, and prefers those with most left, or as it is told. Mirrors pkg/scheduler/framework/plugins/noderesources/fit.go, v1.36. */
export function nodeResourcesFitWith({
  ignoredResources,
  ignoredResourceGroups,
  scoringStrategy,
}: NodeResourcesFitArgs): FilterPlugin & ScorePlugin {
  const ignored: ReadonlySet<string> = new Set(ignoredResources)
  const ignoredGroups: ReadonlySet<string> = new Set(ignoredResourceGroups)
  const isIgnored = (name: string): boolean =>
    isExtendedResource(name) && (ignored.has(name) || ignoredGroups.has(name.slice(0, name.indexOf('/'))))
  return {
    ...nodeResourcesFit,
    preFilter: (pod, snapshot, queued) =>
      filterPass(
        pod,
        queued,
        namesOf(pod.requests).filter(name => !isIgnored(name)),
        snapshot
      ),
    ...(scoringStrategy && { preScore: strategyPass(scoringStrategy) }),
  }
}

/** With kube-scheduler's own arguments: prefers the nodes with most left. Mirrors least_allocated.go there, v1.36. */
export const nodeResourcesFit: FilterPlugin & ScorePlugin = {
  name: 'NodeResourcesFit',
  preFilter: (pod, snapshot, queued) => filterPass(pod, queued, namesOf(pod.requests), snapshot),
  preScore(pod) {
    const { milliCpu, memory } = pod.nonZeroRequests
    return {
      local: `${milliCpu} ${memory}`,
      score({ allocatable, nonZeroRequested }) {
        let sum = 0
        let weights = 0
        if (allocatable.milliCpu !== 0) {
          sum += shareLeft(nonZeroRequested.milliCpu + milliCpu, allocatable.milliCpu)
          weights++
        }
        if (allocatable.memory !== 0) {
          sum += shareLeft(nonZeroRequested.memory + memory, allocatable.memory)
          weights++
        }
        return weights === 0 ? 0 : Math.trunc(sum / weights)
      },
    }
  },
}

function filterPass(pod: PodInfo, queued: QueuedPod, names: readonly string[], { version, devices }: Snapshot): FilterPass {
  const delegated = new Set(devices.extendedResourcesOf(queued).map(({ resource }) => resource))
  return {
    local: `${keyOf(pod.requests)} ${[...delegated].join(' ')}`,
    filter: node => (fits(pod.requests, node) ? undefined : refusal(pod, names, node, version, delegated)),
    explain: (node, status) => status.reasons.map(text => explain(pod, node, text)),
  }
}

/** Equal for pods that ask for the same. */
function keyOf({ milliCpu, memory, ephemeralStorage, scalars }: Resources): string {
  return `${milliCpu} ${memory} ${ephemeralStorage} ${[...scalars].join(' ')}`
}

/** The usual case, counted without names: whether there is room for certain. */
function fits(requests: Resources, { pods, allowedPods, allocatable, requested }: NodeInfo): boolean {
  if (pods.size >= allowedPods || requests.scalars.size > 0) return false
  return (
    (requests.milliCpu === 0 || requests.milliCpu <= allocatable.milliCpu - requested.milliCpu) &&
    (requests.memory === 0 || requests.memory <= allocatable.memory - requested.memory) &&
    (requests.ephemeralStorage === 0 || requests.ephemeralStorage <= allocatable.ephemeralStorage - requested.ephemeralStorage)
  )
}

/** The reasons in full; undefined where there is room. What is delegated is DynamicResources' business on nodes that do not offer it. */
function refusal(
  pod: PodInfo,
  names: readonly string[],
  node: NodeInfo,
  version: KubernetesVersion,
  delegated: ReadonlySet<string>
): Status | undefined {
  let reasons: string[] | undefined
  let beyondNode = false
  if (node.pods.size + 1 > node.allowedPods) reasons = [tooManyPods]
  for (const name of names) {
    const needed = amountOf(pod.requests, name)
    const allocatable = amountOf(node.allocatable, name)
    if (needed <= allocatable - amountOf(node.requested, name) || (allocatable <= 0 && delegated.has(name))) continue
    reasons ??= []
    reasons.push(`Insufficient ${name}`)
    if (needed > allocatable) beyondNode = true
  }
  if (reasons === undefined) return undefined
  return beyondNode && knowsUnresolvable(version) ? unresolvable(...reasons) : unschedulable(...reasons)
}

/** Since 1.34, evicting pods is not tried on a node that is too small when empty. */
function knowsUnresolvable(version: KubernetesVersion): boolean {
  return isAtLeast(version, 34)
}

function explain(pod: PodInfo, node: NodeInfo, text: string): NodeReason {
  const { template } = pod
  if (text === tooManyPods) {
    const at =
      template.replicas === undefined || template.owner.type.kind === 'Pod'
        ? template.specAt
        : new FieldRef(template.owner, ['spec', 'replicas'])
    const free = String(Math.max(0, node.allowedPods - node.pods.size))
    return { text, subject: 'pods', needed: '1', free, at, by: [allocatableAt(node, 'pods')] }
  }
  const name = text.slice('Insufficient '.length)
  return {
    text,
    subject: name,
    needed: formatAmount(name, amountOf(pod.requests, name)),
    free: formatAmount(name, Math.max(0, amountOf(node.allocatable, name) - amountOf(node.requested, name))),
    at: requestAt(pod, name),
    by: [allocatableAt(node, name)],
  }
}

function allocatableAt(node: NodeInfo, name: string): FieldRef {
  const { status } = node.resource.written as { readonly status?: { readonly allocatable?: object } }
  return new FieldRef(node.resource, ['status', status?.allocatable === undefined ? 'capacity' : 'allocatable', name])
}
