import type { FieldRef } from '../../cluster/field-ref.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { nearestName } from '../../k8s/nearest.ts'
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import { listIn, textIn } from './unchecked.ts'

/** A port that a NetworkPolicy names, and pods at which nothing of that name listens. */
export interface UnresolvedPortName {
  readonly policy: CompiledPolicy['policy']
  readonly direction: Direction
  readonly at: FieldRef
  readonly port: string
  readonly protocol: string
  /** The pods that it should lead to, and those of them that have no such port. */
  readonly destinations: readonly Endpoint[]
  readonly without: readonly Endpoint[]
  /** The protocol that the pods have a port of that name for, where it is another. */
  readonly other: string | undefined
  /** A name that was probably meant. */
  readonly near: string | undefined
}

/** The named ports of the input's NetworkPolicies that some pod which the policy is about does not have. */
export function unresolvedPortNames(network: Network): readonly UnresolvedPortName[] {
  const policies = network.policies.filter(({ policy }) => policy.tier === 'NetworkPolicy' && policy.resource.role === 'input')
  return policies.flatMap(compiled =>
    (['ingress', 'egress'] as const).flatMap(direction =>
      (compiled.rules[direction] ?? []).flatMap(rule => {
        const destinations = destinationsOf(network, compiled, rule, direction)
        return destinations.length === 0 ? [] : namesOf(rule).flatMap(name => unresolved(compiled, direction, name, destinations))
      })
    )
  )
}

interface NamedPort {
  readonly at: FieldRef
  readonly port: string
  readonly protocol: string
}

function namesOf({ rule: { at } }: CompiledRule): readonly NamedPort[] {
  return listIn(valueAt(at.resource.object, at.path), 'ports').flatMap((item, i) => {
    const port = textIn(item, 'port')
    return port === undefined ? [] : [{ at: at.child('ports', i, 'port'), port, protocol: textIn(item, 'protocol') ?? 'TCP' }]
  })
}

/** The pods whose ports the names of a rule mean; none where it is about others, too. */
function destinationsOf({ universe }: Network, compiled: CompiledPolicy, { rule, match }: CompiledRule, direction: Direction) {
  const found: Endpoint[] = []
  const { sure, maybe } = direction === 'ingress' ? compiled.subject : match
  if (direction === 'egress' && (rule.peers === undefined || rule.peers.some(({ kind }) => kind !== 'pods') || maybe.length > 0)) return []
  sure.each(member => {
    if (member < universe.endpoints.length) found.push(universe.endpoints[member]!)
  })
  // an operator's pods may have more ports than its resource says
  return found.some(({ workload, ports }) => ports.length === 0 && workload.resource.type.group.includes('.')) ? [] : found
}

function unresolved(
  { policy }: CompiledPolicy,
  direction: Direction,
  { at, port, protocol }: NamedPort,
  destinations: readonly Endpoint[]
): readonly UnresolvedPortName[] {
  const without = destinations.filter(({ ports }) => !ports.some(own => own.name === port && own.protocol === protocol))
  if (without.length === 0) return []
  const declared = without.flatMap(({ ports }) => ports)
  const other = declared.find(({ name }) => name === port)?.protocol
  const near = nearestName(
    port,
    declared.flatMap(({ name }) => name ?? [])
  )
  return [{ policy, direction, at, port, protocol, destinations, without, other, near }]
}
