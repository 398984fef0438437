import type { Bitset } from './bitset.ts'
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'

/** The pods whose ports the rules of policies mean. */
export class RuleDestinations {
  readonly #network: Network
  readonly #known = new Map<Bitset, readonly Endpoint[]>()

  constructor(network: Network) {
    this.#network = network
  }

  /** None where a rule is about others, too, or where they may be more than the input says; the same list for the same pods. */
  of(compiled: CompiledPolicy, { rule, match }: CompiledRule, direction: Direction): readonly Endpoint[] {
    const { sure, maybe } = direction === 'ingress' ? compiled.subject : match
    if (direction === 'egress' && (rule.peers === undefined || rule.peers.some(({ kind }) => kind !== 'pods') || maybe.length > 0))
      return none
    let found = this.#known.get(sure)
    if (found === undefined) {
      found = this.#endpoints(sure)
      this.#known.set(sure, found)
    }
    return found
  }

  #endpoints(members: Bitset): readonly Endpoint[] {
    const { endpoints } = this.#network.universe
    const found: Endpoint[] = []
    members.each(member => {
      if (member < endpoints.length) found.push(endpoints[member]!)
    })
    // an operator's pods may have more ports than its resource says
    return found.some(({ workload, ports }) => ports.length === 0 && workload.resource.type.group.includes('.')) ? none : found
  }
}

const none: readonly Endpoint[] = []

/** The rules of the input's NetworkPolicies. */
export function* inputRules(network: Network): Generator<readonly [CompiledPolicy, Direction, CompiledRule]> {
  for (const compiled of network.policies) {
    if (compiled.policy.tier !== 'NetworkPolicy' || compiled.policy.resource.role !== 'input') continue
    for (const direction of ['ingress', 'egress'] as const)
      for (const rule of compiled.rules[direction] ?? []) yield [compiled, direction, rule]
  }
}
