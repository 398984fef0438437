import { FieldRef } from '../../cluster/field-ref.ts'
import { formatQuantity } from '../../k8s/quantity-text.ts'
import type { Container, ResourceList } from '../../k8s/types.ts'
import { amountOf, defaultMaxPods, formatAmount, type NodeInfo, namesOf, type Resources } from '../scheduler/index.ts'
import { listedPerOwner } from './decision-log.ts'
import type { Assumption, NodeUsage, PodState } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodSource } from './pod-source.ts'

/** The pods that are there in the end, in order of creation; of one owner's beyond the first 1,000, identical neighbours are one. */
export function podStates(groups: readonly PodGroup[]): readonly PodState[] {
  const states: PodState[] = []
  const listed = new Map<object, number>()
  const common = new Map<PodSource, CommonState>()
  let previous: PodGroup | undefined
  for (const group of inOrder(groups)) {
    const { source, count } = group
    const shared = common.get(source) ?? commonState(source)
    common.set(source, shared)
    const state = stateOf(group, shared)
    const owner = group.controlledBy ?? source
    const before = listed.get(owner) ?? 0
    const single = Math.min(count, Math.max(0, listedPerOwner - before))
    for (let i = 0; i < single; i++) states.push(state)
    listed.set(owner, before + single)
    const folded = count - single
    const last = states.at(-1)
    if (folded > 0 && last?.count !== undefined && previous !== undefined && isAlike(previous, group))
      states[states.length - 1] = { ...last, count: last.count + folded }
    else if (folded > 0) states.push({ ...state, count: folded })
    previous = group
  }
  return states
}

/** How full each node is. */
export function nodeUsages(nodes: readonly NodeInfo[]): readonly NodeUsage[] {
  return nodes.map(node => ({
    name: node.name,
    resource: node.resource,
    unschedulable: node.unschedulable,
    allocatable: { ...amounts(node.allocatable), pods: String(node.allowedPods) },
    requested: { ...amounts(node.requested), pods: String(node.pods.size) },
    pods: podsOn(node),
  }))
}

/** What was taken for granted about the nodes, as far as any pod asks for it. */
export function nodeAssumptions(nodes: readonly NodeInfo[], groups: readonly PodGroup[]): readonly Assumption[] {
  const asked = new Set([...new Set(groups.map(({ source }) => source.info))].flatMap(info => namesOf(info.requests)))
  return nodes.flatMap(({ name, assumed, resource }) => {
    const at = new FieldRef(resource, ['status', 'capacity'])
    const enough = assumed.filter(wanted => asked.has(wanted))
    return [
      ...(enough.length === 0 ? [] : [{ message: `node ${name} declares no ${listed(enough)} capacity: enough assumed`, at }]),
      ...(assumed.includes('pods') ? [{ message: `node ${name} declares no pods capacity: ${defaultMaxPods} assumed`, at }] : []),
    ]
  })
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

type CommonState = Pick<PodState, 'namespace' | 'name' | 'template' | 'priority' | 'qos' | 'requests' | 'resources' | 'overhead'>

function inOrder(groups: readonly PodGroup[]): readonly PodGroup[] {
  return groups.filter(({ state }) => state !== 'gone').sort((a, b) => a.queued.order - b.queued.order)
}

function isAlike(a: PodGroup, b: PodGroup): boolean {
  return a.source === b.source && a.node === b.node && a.state === b.state && a.condition?.message === b.condition?.message
}

function commonState({ info, podName, template }: PodSource): CommonState {
  const { spec, namespace, priority, qos } = info
  const resources = resourcesByContainer([...(spec.initContainers ?? []), ...(spec.containers ?? [])])
  return {
    namespace,
    name: podName,
    template,
    priority,
    qos,
    requests: Object.fromEntries([...info.requestedAmounts].map(([name, quantity]) => [name, formatQuantity(quantity)])),
    ...(resources !== undefined && { resources }),
    ...(spec.overhead !== undefined && { overhead: spec.overhead }),
  }
}

function resourcesByContainer(containers: readonly Container[]): PodState['resources'] {
  const entries = containers.flatMap(({ name, resources: { requests, limits } = {} }) =>
    name === undefined || (requests === undefined && limits === undefined)
      ? []
      : [[name, { ...(requests !== undefined && { requests }), ...(limits !== undefined && { limits }) }] as const]
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function stateOf(group: PodGroup, common: CommonState): PodState {
  const { owner, node, nominatedNode, condition } = group
  const state: Writable<PodState> = { ...common, phase: group.isRunning ? 'Running' : 'Pending', ready: group.isReady }
  if (owner !== undefined) state.owner = owner
  if (node !== undefined) state.node = node.name
  if (nominatedNode !== undefined) state.nominatedNode = nominatedNode.name
  if (condition !== undefined) state.scheduled = condition
  return state
}

function amounts(resources: Resources): ResourceList {
  const known = namesOf(resources).filter(name => Number.isFinite(amountOf(resources, name)))
  return Object.fromEntries(known.map(name => [name, formatAmount(name, amountOf(resources, name))]))
}

function podsOn({ pods }: NodeInfo): NodeUsage['pods'] {
  const list: { namespace: string; name: string; template: NodeUsage['pods'][number]['template']; count?: number }[] = []
  for (const { info, name } of pods) {
    const last = list.at(-1)
    if (last !== undefined && last.template === info.template) last.count = (last.count ?? 1) + 1
    else list.push({ namespace: info.namespace, name, template: info.template })
  }
  return list
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
