import type { FieldRef } from '../../cluster/field-ref.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { nearestName } from '../../k8s/nearest.ts'
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import { inputRules, RuleDestinations } from './rule-destinations.ts'
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
  const all = new RuleDestinations(network)
  return [...inputRules(network)].flatMap(([compiled, direction, rule]) => {
    const names = namesOf(rule)
    const destinations = names.length === 0 ? [] : all.of(compiled, rule, direction)
    return destinations.length === 0 ? [] : names.flatMap(name => unresolved(compiled, direction, name, destinations))
  })
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
