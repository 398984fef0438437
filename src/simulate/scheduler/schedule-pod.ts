import { isAtLeast } from '../../k8s/version.ts'
import type { NodeVerdict, StatusCode } from './decision.ts'
import { type Examined, examineNodes } from './examine-nodes.ts'
import { type Diagnosis, fitErrorSentence, fitErrorWithPostFilter, noNodesAvailable } from './fit-error.ts'
import type { NodeInfo } from './node-info.ts'
import { bestOfSome, nodesToFind } from './nodes-to-find.ts'
import { type PreemptionCandidate, preempt } from './plugins/default-preemption.ts'
import { dynamicResources } from './plugins/dynamic-resources.ts'
import type { QueuedPod } from './pod-info.ts'
import { defaultProfile, type Profile } from './profile.ts'
import { type PreFiltered, type PreFilterRejection, type PreparedFilter, type Refusal, runFilters, runPreFilters } from './run-filters.ts'
import { highestTotals, runScores } from './run-scores.ts'
import type { Snapshot } from './snapshot.ts'
import type { Status } from './status.ts'

/** The nodes that can run the pod, and the best of them. */
export interface Placeable {
  readonly outcome: 'scheduled'
  readonly feasible: readonly NodeInfo[]
  /** The feasible nodes with the highest total score; where the scheduler looks for some feasible nodes only, those that are the best of any so many. */
  readonly candidates: readonly NodeInfo[]
  /** Of more feasible nodes than the scheduler looks for, chance decides which are found. */
  readonly isSampled?: true
  readonly nodes?: readonly NodeVerdict[]
}

/** Why no node can run the pod now. */
export interface Unplaceable {
  readonly outcome: 'unschedulable'
  /** Of the condition PodScheduled. */
  readonly message: string
  /** Present where the scheduler itself failed. */
  readonly reason?: 'SchedulerError'
  /** Upstream names of the plugins that refused the pod or a node. */
  readonly plugins: ReadonlySet<string>
  /** Present where other pods make way. */
  readonly preemption?: PreemptionCandidate
  readonly nodes?: readonly NodeVerdict[]
}

/** How one cycle is to be run. */
export interface CycleOptions {
  /** That of the pod, where it is not given. */
  readonly profile?: Profile
  /** Keep every node's reasons and scores. */
  readonly detail: boolean
  /** The node that was cleared for the pod: it is taken if it fits. */
  readonly nominatedNode?: NodeInfo
}

/** One scheduling cycle for one pod. Mirrors pkg/scheduler/schedule_one.go schedulingCycle, v1.36; the snapshot is left as it was. */
export function schedulePod(pod: QueuedPod, snapshot: Snapshot, options: CycleOptions): Placeable | Unplaceable {
  if (snapshot.nodes.length === 0) return { outcome: 'unschedulable', message: noNodesAvailable, plugins: new Set() }
  const profile = options.profile ?? snapshot.profileOf(pod.info) ?? defaultProfile
  const prepared = runPreFilters(pod, snapshot, profile)
  if ('rejection' in prepared) return rejected(pod, prepared, snapshot, profile, options)
  const { nominatedNode } = options
  if (nominatedNode !== undefined && runFilters(pod, nominatedNode, prepared.filters, snapshot) === undefined)
    return placeable(pod, snapshot, prepared, alone(nominatedNode), profile, options)
  const examined = examineNodes(pod, prepared, snapshot, profile)
  if ('status' in examined) return failed(examined)
  return examined.feasible.length === 0
    ? unplaceable(pod, snapshot, prepared, examined.refusals(), profile, options)
    : placeable(pod, snapshot, prepared, examined, profile, options)
}

function alone(node: NodeInfo): Examined {
  return { examined: [node], feasible: [node], refusals: () => new Map() }
}

/** Mirrors RunFilterPlugins and handleSchedulingFailure for an error that is no refusal, v1.36. */
function failed({ status, filter: { plugin } }: Refusal): Unplaceable {
  const message = `running "${plugin.name}" filter plugin: ${status.reasons.join(', ')}`
  return { outcome: 'unschedulable', reason: 'SchedulerError', message, plugins: new Set([plugin.name]) }
}

function placeable(
  pod: QueuedPod,
  snapshot: Snapshot,
  prepared: PreFiltered,
  { examined, feasible, refusals }: Examined,
  profile: Profile,
  { detail }: CycleOptions
): Placeable | Unplaceable {
  const failure = feasible.length > 1 ? profile.scoreFailure : undefined
  const message = failure ?? (profile.heedsGates ? undefined : bindingFailure(pod))
  if (message !== undefined) return { outcome: 'unschedulable', reason: 'SchedulerError', message, plugins: new Set() }
  if (feasible.length === 1 && !detail) return { outcome: 'scheduled', feasible, candidates: feasible }
  const scores = runScores(pod, feasible, snapshot, profile, detail)
  const wanted = nodesToFind(examined.length, profile.percentageOfNodesToScore)
  const isSampled = feasible.length > wanted
  const sampled = isSampled ? ({ isSampled } as const) : {}
  const candidates = isSampled ? bestOfSome(feasible, scores.totals, wanted) : highestTotals(feasible, scores.totals)
  if (!detail) return { outcome: 'scheduled', feasible, candidates, ...sampled }
  const scored = feasible.map(({ name }, index) => ({
    node: name,
    reasons: [],
    scores: Object.fromEntries([...scores.byPlugin].map(([plugin, list]) => [plugin, list[index]!])),
    total: scores.totals[index]!,
  }))
  return { outcome: 'scheduled', feasible, candidates, ...sampled, nodes: [...scored, ...verdicts(prepared, refusals(), snapshot)] }
}

/** What the server says to the binding of a pod that scheduling gates should have held back. Mirrors pkg/registry/core/pod/storage assignPod and DefaultBinder, v1.36. */
function bindingFailure({ name, info: { spec } }: QueuedPod): string | undefined {
  if ((spec.schedulingGates ?? []).length === 0) return undefined
  const refusal = `Operation cannot be fulfilled on pods/binding "${name}": pod ${name} has non-empty .spec.schedulingGates`
  return `running Bind plugin "DefaultBinder": ${refusal}`
}

function unplaceable(
  pod: QueuedPod,
  snapshot: Snapshot,
  prepared: PreFiltered,
  refusals: ReadonlyMap<NodeInfo, Refusal>,
  profile: Profile,
  { detail }: CycleOptions
): Unplaceable {
  const { postFilters } = profile
  const { version, nodes } = snapshot
  const statuses = new Map<NodeInfo, Status>()
  const plugins = new Set<string>()
  for (const [node, { status, filter }] of refusals) {
    statuses.set(node, status)
    plugins.add(filter.plugin.name)
  }
  if (prepared.nodeNames !== undefined) plugins.add('NodeAffinity')
  const countsAbsent = isAtLeast(version, 32)
  const diagnosis: Diagnosis = {
    numAllNodes: nodes.length,
    statuses,
    deviceClaims: deviceClaimsOf(prepared.filters, profile),
    ...(prepared.absent !== undefined && countsAbsent && { absent: prepared.absent }),
  }
  const explained = detail ? { nodes: verdicts(prepared, refusals, snapshot) } : {}
  const result = postFilters.includes('DefaultPreemption')
    ? preempt(pod, diagnosis, prepared.filters, snapshot, profile.preemption)
    : { message: '' }
  if ('candidate' in result)
    return { outcome: 'unschedulable', message: fitErrorSentence(diagnosis), plugins, preemption: result.candidate, ...explained }
  return {
    outcome: 'unschedulable',
    message: fitErrorWithPostFilter(diagnosis, result.message, version, postFilters),
    plugins,
    ...explained,
  }
}

/** What the PreFilter of DynamicResources leaves of a pod's claims, if it has come so far. */
function deviceClaimsOf(prepared: readonly PreparedFilter[], { filters }: Profile, rejectedBy?: string): Diagnosis['deviceClaims'] {
  const order = filters.map(({ name }) => name)
  const own = order.indexOf(dynamicResources.name)
  if (own === -1 || (rejectedBy !== undefined && order.indexOf(rejectedBy) < own)) return 'unknown'
  return prepared.some(({ plugin }) => plugin.name === dynamicResources.name) ? 'unallocated' : 'none'
}

function rejected(
  pod: QueuedPod,
  { rejection, reason, plugin, before }: PreFilterRejection,
  snapshot: Snapshot,
  profile: Profile,
  { detail }: CycleOptions
): Unplaceable {
  const { nodes, version } = snapshot
  const deviceClaims = deviceClaimsOf(before, profile, plugin)
  const diagnosis: Diagnosis = { numAllNodes: nodes.length, statuses: new Map(), preFilterMessage: rejection, deviceClaims }
  const preempted = preempt(pod, diagnosis, [], snapshot)
  const preemption = 'message' in preempted ? preempted.message : ''
  const message = fitErrorWithPostFilter(diagnosis, preemption, version, profile.postFilters)
  const verdict = { plugin, code: 'UnschedulableAndUnresolvable', reasons: [reason] } as const
  return {
    outcome: 'unschedulable',
    message,
    plugins: new Set([plugin]),
    ...(detail && { nodes: nodes.map(({ name }) => ({ node: name, ...verdict })) }),
  }
}

/** Why each refused node is refused, in the order of the nodes. */
function verdicts(prepared: PreFiltered, refusals: ReadonlyMap<NodeInfo, Refusal>, { nodes }: Snapshot): readonly NodeVerdict[] {
  const { nodeNames, absent, filters } = prepared
  const restricting = filters.find(({ pass }) => pass.nodeNames !== undefined)
  return nodes.flatMap((node): readonly NodeVerdict[] => {
    const refusal = refusals.get(node)
    if (refusal !== undefined) {
      const { status, filter } = refusal
      return [{ node: node.name, plugin: filter.plugin.name, code: codeOf(status), reasons: filter.pass.explain(node, status) }]
    }
    if (nodeNames === undefined || nodeNames.has(node.name) || absent === undefined || restricting === undefined) return []
    return [{ node: node.name, plugin: restricting.plugin.name, code: codeOf(absent), reasons: restricting.pass.explain(node, absent) }]
  })
}

function codeOf({ code }: Status): StatusCode {
  return code === 'Unschedulable' ? code : 'UnschedulableAndUnresolvable'
}
