import { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { accepted } from '../../cluster/request.ts'
import type { Resource } from '../../cluster/resource.ts'
import { restartHoldsOldPods, type WorkloadController } from '../rollout/index.ts'
import { isDoubtful } from './doubtful.ts'
import { lastRefusal } from './last-refusal.ts'
import type { Decision } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import { isSteady, roomForAll } from './room-for-all.ts'
import { Simulation } from './simulation.ts'

/** Larger clusters are not tried: each workload is restarted on its own. */
const maxNodes = 100
const maxPods = 500
/** So many are told; the others wait until these are mended. */
const maxStuck = 20
const kinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/** A workload that runs, and whose pods cannot be replaced by others of the same template. */
export interface StuckRollout {
  readonly workload: Resource
  /** Its next pod finds no node, is refused by the server, or may wait on its node for a volume that the old pod holds on another. */
  readonly why: 'no-node' | 'refused' | 'volume-held'
  /** What the component says to the next pod; of a held volume the name of its claim. */
  readonly message: string
  /** How many pods are new and ready where it stops, how many of the old ones are left, and how many are asked for. */
  readonly replaced: number
  readonly left: number
  readonly desired: number
  /** Whether the rollout keeps every old pod until a new one is ready. */
  readonly holdsOldPods: boolean
}

/** The workloads of which `kubectl rollout restart` does not come to an end; of those that do not run in the first place nothing is said. */
export function stuckRollouts(cluster: Cluster, environment: Environment): readonly StuckRollout[] {
  if (!isSmall(cluster) || hasRoomTwice(cluster, environment)) return []
  const stuck: StuckRollout[] = []
  for (const set of setsOf(cluster, environment)) addStuck(set, stuck)
  return stuck
}

/** Whether old and new pods of all workloads have room at once: then no rollout waits for another. */
function hasRoomTwice(cluster: Cluster, environment: Environment): boolean {
  if (!cluster.has('', 'Node') || !isSteady(cluster, environment)) return false
  const started = new Simulation(cluster, environment, { arrival: 'together', pick: 'first', quiet: true }).start()
  return roomForAll(started, environment.world, 2) !== undefined
}

/** Adds those of one set, as long as not too many are stuck already. */
function addStuck({ cluster: set, environment, hasNodes }: RolloutSet, stuck: StuckRollout[]): void {
  if (!set.resources.some(mayRun(set, environment))) return
  let shared = start(set, environment, 'first')
  if (shared.snapshot.nodes.some(({ resource }) => isDoubtful(resource))) return
  let isFresh = true
  for (const { kind, namespace, name, resource } of [...shared.workloads.controllers]) {
    if (!kinds.has(kind) || resource.role !== 'input' || stuck.length === maxStuck) continue
    const find = ({ workloads }: Simulation): WorkloadController | undefined => workloads.find(kind, resource.type.group, namespace, name)
    const found = restart(shared, find(shared))
    const wasFresh = isFresh
    isFresh = false
    if (found === undefined) continue
    // on which node another pod finds its place, only nodes can tell
    if (!hasNodes && found.why !== 'refused') {
      shared = start(set, environment, 'first')
      isFresh = true
      continue
    }
    const alone = wasFresh ? found : restartAlone(set, environment, 'first', find)
    const last = shared.scheduler.cycles.hadTies && alone !== undefined ? restartAlone(set, environment, 'last', find) : alone
    if (alone !== undefined && last !== undefined) stuck.push(alone)
    shared = start(set, environment, 'first')
    isFresh = true
  }
}

/** Which workloads of the input there may be at all: where the set is sent to the server anew, those that it takes. */
function mayRun(set: Cluster, { requests, startOver }: Environment): (resource: Resource) => boolean {
  const isServed = startOver !== undefined && set.has('', 'ResourceQuota')
  const taken = isServed ? new Set(requests.filter(accepted).map(({ resource }) => resource)) : undefined
  return resource => resource.role === 'input' && kinds.has(resource.type.kind) && (taken?.has(resource) ?? true)
}

function restartAlone(
  cluster: Cluster,
  environment: Environment,
  pick: 'first' | 'last',
  find: (simulation: Simulation) => WorkloadController | undefined
): StuckRollout | undefined {
  const simulation = start(cluster, environment, pick)
  return restart(simulation, find(simulation))
}

function start(cluster: Cluster, environment: Environment, pick: 'first' | 'last'): Simulation {
  const served = cluster.has('', 'ResourceQuota') ? environment.startOver?.() : undefined
  return new Simulation(cluster, environment, { arrival: 'one-by-one', pick }, served).run()
}

function isSmall(cluster: Cluster): boolean {
  const nodes = Math.max(1, cluster.ofKind('', 'Node').length)
  const pods = cluster.podTemplates.reduce((sum, { replicas = nodes }) => sum + replicas, 0)
  return nodes <= maxNodes && pods <= maxPods
}

/** What a rollout may depend on: a set without nodes is judged by its quotas, namespace by namespace, on a node that has room for everything. */
function setsOf(cluster: Cluster, environment: Environment): readonly RolloutSet[] {
  if (cluster.has('', 'Node')) return [{ cluster, environment, hasNodes: true }]
  const quotas = new Map(cluster.ofKind('', 'ResourceQuota').map(quota => [quota.namespace, quota]))
  const resources = partsOf(quotas.keys(), cluster.resources, resource => resource)
  const requests = partsOf(quotas.keys(), environment.requests, ({ resource }) => resource)
  return [...quotas].map(([namespace, quota]) => ({
    cluster: new Cluster([nodeLike(quota), ...(resources.get(namespace) ?? [])]),
    environment: { ...environment, requests: requests.get(namespace) ?? [] },
    hasNodes: false,
  }))
}

interface RolloutSet {
  readonly cluster: Cluster
  readonly environment: Environment
  readonly hasNodes: boolean
}

/** What of these concerns the pods of each namespace. */
function partsOf<Item>(
  namespaces: Iterable<string | null>,
  items: readonly Item[],
  resourceOf: (item: Item) => Resource
): ReadonlyMap<string | null, readonly Item[]> {
  const parts = new Map<string | null, Item[]>([...namespaces].map(namespace => [namespace, []]))
  for (const item of items) {
    const { namespace, type } = resourceOf(item)
    if (namespace !== null) parts.get(namespace)?.push(item)
    else if (!bearsNotOnPods.has(type.group)) for (const part of parts.values()) part.push(item)
  }
  return parts
}

/** Groups of objects without a namespace that no pod depends on. */
const bearsNotOnPods: ReadonlySet<string> = new Set(['rbac.authorization.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io'])

function nodeLike(resource: Resource): Resource {
  const type = { apiVersion: 'v1', group: '', version: 'v1', kind: 'Node', plural: 'nodes', namespaced: false }
  const object = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node' } }
  return { ...resource, type, namespace: null, name: 'node', object, written: object, role: 'cluster', order: -1 }
}

/** Restarts a workload that runs; what it comes to where it does not end. */
function restart(simulation: Simulation, controller: WorkloadController | undefined): StuckRollout | undefined {
  if (controller === undefined || !runs(simulation, controller)) return undefined
  const before = podsOf(simulation, controller)
  const decided = simulation.recorder.decisions.entries.length
  simulation.restart(controller)
  const after = podsOf(simulation, controller)
  const old = new Set(before.map(({ wanted }) => wanted?.object))
  const isOld = ({ wanted }: PodGroup): boolean => old.has(wanted?.object)
  const { resource: workload, desired } = controller
  const counts = {
    workload,
    desired,
    replaced: sum(after.filter(pod => pod.isReady && !isOld(pod))),
    left: sum(after.filter(isOld)),
    holdsOldPods: restartHoldsOldPods(controller),
  }
  const waiting = after.find(({ isReady }) => !isReady)
  if (controller.isRefused) return { ...counts, why: 'refused', message: lastRefusal(simulation, controller) }
  if (waiting?.state === 'pending') return { ...counts, why: 'no-node', message: waiting.condition?.message ?? '' }
  if (waiting !== undefined || desired !== 1 || !counts.holdsOldPods || before.length !== 1) return undefined
  const claim = heldClaim(simulation, before[0]!, simulation.recorder.decisions.entries.slice(decided))
  return claim === undefined ? undefined : { ...counts, why: 'volume-held', message: claim, replaced: 0, left: 1 }
}

/** Whether all pods of a workload are there and ready. */
function runs(simulation: Simulation, controller: WorkloadController): boolean {
  const pods = podsOf(simulation, controller)
  return !controller.isRefused && controller.desired > 0 && sum(pods) === controller.desired && pods.every(({ isReady }) => isReady)
}

function podsOf({ workloads }: Simulation, { owners }: WorkloadController): readonly PodGroup[] {
  return owners.flatMap(owner => workloads.podsOf(owner))
}

function sum(pods: readonly PodGroup[]): number {
  return pods.reduce((total, { count }) => total + count, 0)
}

/** The claim of a pod that only one node may mount at a time, where the pod that follows may come to another node. */
function heldClaim(
  { snapshot: { volumes } }: Simulation,
  { node, source: { info, resource } }: PodGroup,
  decisions: readonly Decision[]
): string | undefined {
  const next = decisions.find(decision => decision.template.owner === resource)
  if (next === undefined || next.feasible.every(name => name === node?.name)) return undefined
  const names = (info.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
  return names.find(name => {
    const modes = volumes.store.claims.get(`${info.namespace}/${name}`)?.accessModes ?? []
    return modes.length > 0 && modes.every(mode => mode === 'ReadWriteOnce')
  })
}
