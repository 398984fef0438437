import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import { type SettledPod, SettledPods } from '../../cluster/settled-pods.ts'
import type { KubernetesObject, Node } from '../../k8s/types.ts'
import { type AutoscalerEvent, type AutoscalingView, autoscaledReplicas, autoscaling } from '../autoscaling/index.ts'
import { type Budgets, budgetStates, type DisruptionEvent, evictions, scaleFinder, writtenReplicas } from '../disruption/index.ts'
import { endpointSlices } from '../endpoints/index.ts'
import { memoryCapacityOf, memoryPressureOrder } from '../kubelet/index.ts'
import { timelines } from '../probes/index.ts'
import type { SimulationOptions, SimulationOutcome } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { NodePressure, PodTimelines } from './settled-facts.ts'
import type { Simulation } from './simulation.ts'
import type { Workloads } from './workloads.ts'

/** What follows from settled pods without changing them. */
export interface Aftermath
  extends Pick<SimulationOutcome, 'endpoints' | 'budgets' | 'autoscalers' | 'evictions' | 'memoryPressure' | 'probes'> {
  readonly events: readonly (AutoscalerEvent | DisruptionEvent)[]
}

/** Looks at the settled pods as the controllers do that bring no pods about. */
export function aftermath(
  cluster: Cluster,
  environment: Environment,
  { pods: { groups }, workloads }: Pick<Simulation, 'pods' | 'workloads'>,
  options: SimulationOptions
): Aftermath {
  const stored = storedObjects(environment)
  const pods = settledPods(groups, workloads, options)
  const view = autoscalingView(cluster, environment)
  const budgets = budgetsOf(view, pods)
  const autoscalers = autoscaling({ ...view, pods })
  return {
    endpoints: endpointSlices(cluster, pods, stored),
    budgets: budgets.states,
    autoscalers: autoscalers.states,
    evictions: options.detail === true || options.drain !== undefined ? evictions(pods.all, budgets.states) : [],
    memoryPressure: options.detail === true ? pressedNodes(cluster, pods) : [],
    probes: cluster.podTemplates.filter(({ owner }) => owner.role === 'input').flatMap(timelinesOf),
    events: [...budgets.events, ...autoscalers.events],
  }
}

/** The budgets while the pods are as they are. */
export function budgetsOf(view: Omit<AutoscalingView, 'pods'>, pods: SettledPods): Budgets {
  const scaled = autoscaledReplicas(view)
  return budgetStates(
    view.cluster,
    pods,
    scaleFinder(view.cluster, workload => scaled.get(workload) ?? view.replicasOf(workload))
  )
}

/** What the autoscalers' controller sees before there are any pods. */
export function autoscalingView(cluster: Cluster, environment: Environment): Omit<AutoscalingView, 'pods'> {
  let stored: ReturnType<typeof storedObjects> | undefined
  const replicasOf = (workload: Resource): number => {
    stored ??= storedObjects(environment)
    return writtenReplicas(stored(workload))
  }
  const { version, world } = environment
  return { cluster, version, world, replicasOf }
}

function pressedNodes(cluster: Cluster, { all }: SettledPods): readonly NodePressure[] {
  const byNode = new Map<string, SettledPod[]>()
  for (const pod of all) {
    if (pod.node === undefined) continue
    const list = byNode.get(pod.node)
    if (list === undefined) byNode.set(pod.node, [pod])
    else list.push(pod)
  }
  return cluster.ofKind('', 'Node').flatMap(({ name, object }) => {
    const pods = byNode.get(name ?? '') ?? []
    const capacity = memoryCapacityOf(object as Node)
    return name === null || pods.length < 2 || capacity === undefined ? [] : [{ node: name, pods: memoryPressureOrder(pods, capacity) }]
  })
}

function timelinesOf(template: PodTemplate): readonly PodTimelines[] {
  const containers = timelines(template)
  return containers.length === 0 ? [] : [{ template, containers }]
}

/** Objects as the server keeps them. */
export function storedObjects({ requests }: Environment): (resource: Resource) => KubernetesObject {
  const stored = new Map(requests.map(({ resource, verdict }) => [resource, verdict.stored]))
  return resource => stored.get(resource) ?? resource.object
}

function settledPods(groups: readonly PodGroup[], workloads: Workloads, { placements = [] }: SimulationOptions): SettledPods {
  const given = new Map<string, readonly string[]>()
  for (const placement of placements)
    if ('pod' in placement && placement.ips !== undefined) given.set(`${placement.namespace}/${placement.pod}`, placement.ips)
  const addressesOf = (group: PodGroup): readonly string[] | undefined =>
    given.size === 0 ? undefined : given.get(`${group.source.info.namespace}/${group.podName}`)
  const present = groups.filter(({ state }) => state !== 'gone')
  return new SettledPods(present.map(group => settledPod(group, workloads, addressesOf(group))))
}

/** A pod as controllers find it. */
export function settledPod(group: PodGroup, workloads: Workloads, addresses: readonly string[] = []): SettledPod {
  const { source, podName, labels, owner, node, isRunning, isReady, count } = group
  const { namespace, spec } = source.info
  const resource = workloads.resourceOf(group)
  const pod: Writable<SettledPod> = { namespace, name: podName, resource, labels, spec, isRunning, isReady, addresses, count }
  if (owner !== undefined) pod.controller = owner
  if (node !== undefined) pod.node = node.name
  return pod
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }
