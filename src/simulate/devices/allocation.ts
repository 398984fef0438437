import type { SelectableNode } from '../../k8s/node-selector.ts'
import type { NodeSelectorTerm } from '../../k8s/types.ts'
import type { Capacities } from './capacity.ts'
import type { Allocation, DeviceClaim } from './device-claim.ts'
import type { Device } from './pools.ts'

/** A device that is chosen for a claim. */
export interface Chosen {
  readonly device: Device
  /** `request`, or `request/alternative`. */
  readonly request: string
  readonly isShared: boolean
  readonly consumed?: Capacities
}

/** Mirrors resource.k8s.io FirstAvailableDeviceRequestMaxSize, v1.36. */
const mostAlternatives = 8

/** What is written down of the devices that were chosen on a node. */
export function allocationOf(chosen: readonly Chosen[], node: SelectableNode): Allocation {
  const nodes = commonNodes(
    chosen.map(({ device }) => device),
    node
  )
  const devices = chosen.map(({ device: { driver, pool, name }, request, isShared, consumed }) => ({
    ...{ request, driver, pool, device: name, isShared },
    ...(consumed !== undefined && { consumed }),
  }))
  return { devices, ...(nodes !== undefined && { nodes }) }
}

/** The terms that all of the devices' nodes must meet; absent where every node can use them. Mirrors createNodeSelector, v1.36. */
function commonNodes(devices: readonly Device[], node: SelectableNode): readonly NodeSelectorTerm[] | undefined {
  const matchExpressions: NonNullable<NodeSelectorTerm['matchExpressions']>[number][] = []
  const matchFields: NonNullable<NodeSelectorTerm['matchFields']>[number][] = []
  for (const { nodes, object } of devices) {
    if ((nodes.nodeName ?? '') !== '' || object.bindsToNode === true)
      return [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node.name] }] }]
    const [term] = nodes.nodeSelector?.nodeSelectorTerms ?? []
    matchExpressions.push(...(term?.matchExpressions ?? []))
    matchFields.push(...(term?.matchFields ?? []))
  }
  return matchExpressions.length + matchFields.length === 0 ? undefined : [{ matchExpressions, matchFields }]
}

/** How far up in the lists of alternatives those are that a claim got. Mirrors DynamicResources computeScore, v1.36. */
export function scoreOfAlternatives({ spec }: DeviceClaim, { devices }: Allocation): number {
  const names = new Set(devices.map(({ request }) => request))
  let score = 0
  for (const { name = '', exactly, firstAvailable = [] } of spec.devices?.requests ?? [])
    if (exactly === undefined)
      for (const [rank, alternative] of firstAvailable.entries())
        if (names.has(`${name}/${alternative.name ?? ''}`)) score += mostAlternatives - rank
  return score
}
