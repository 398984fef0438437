import { Bitset } from './bitset.ts'
import { type Connections, everything, type PortSet, protocols } from './connections.ts'
import type { DeclaredPort } from './endpoint.ts'
import type { Match, PeerMatcher } from './peer-matcher.ts'
import type { Direction, Policy, PolicyRule, RulePort } from './policy.ts'
import { noReasons, type Reasons } from './reasons.ts'

/** How a port's name is resolved: by a pod's declared ports, kept as a name, or not at all. */
export type PortNames = readonly DeclaredPort[] | 'kept' | 'none'

/** A rule whose peers are members of the universe and whose ports are one connection for each way to resolve names. */
export interface CompiledRule {
  readonly rule: PolicyRule
  readonly match: Match
  /** The same for all destinations, where no port is named. */
  readonly connection: number | undefined
  /** By number of the port names. */
  readonly byNames: number[]
}

export interface CompiledPolicy {
  readonly policy: Policy
  readonly subject: Match
  readonly rules: Readonly<Partial<Record<Direction, readonly CompiledRule[]>>>
}

/** Turns selectors and ports of a policy into what can be looked up. */
export function compilePolicy(policy: Policy, size: number, matcher: PeerMatcher, connections: Connections): CompiledPolicy {
  const compile = (rule: PolicyRule): CompiledRule => ({
    rule,
    match:
      rule.peers === undefined
        ? matcher.everybody
        : anyOf(
            rule.peers.map(peer => matcher.match(peer)),
            size
          ),
    connection: rule.ports?.some(port => 'name' in port) ? undefined : connectionOf(rule.ports, 'none', connections),
    byNames: [],
  })
  const { egress, ingress } = policy
  return {
    policy,
    subject: matcher.match(policy.subject),
    rules: { ...(egress && { egress: egress.map(compile) }), ...(ingress && { ingress: ingress.map(compile) }) },
  }
}

/** The connection of a rule towards a destination whose ports have these names. */
export function connectionOf(ports: readonly RulePort[] | undefined, names: PortNames, connections: Connections): number {
  return ports === undefined ? everything : connections.of(ports.flatMap(port => resolve(port, names)))
}

/** A name means the first port of that name. Mirrors pkg/api/v1/pod/util.go FindPort, v1.36, for each protocol. */
function resolve(port: RulePort, names: PortNames): readonly PortSet[] {
  if (!('name' in port)) return [port]
  const { name, protocol } = port
  if (names === 'none') return []
  if (names === 'kept') return [{ name, protocol: protocol ?? 'TCP' }]
  return protocols.flatMap(each => {
    const found = protocol === undefined || protocol === each ? names.find(own => own.name === name && own.protocol === each) : undefined
    return found === undefined ? [] : [{ protocol: each, from: found.port, to: found.port }]
  })
}

function anyOf(matches: readonly Match[], size: number): Match {
  if (matches.length === 1) return matches[0]!
  const sure = new Bitset(size)
  for (const match of matches) sure.addAll(match.sure)
  const maybe = matches.flatMap(match => match.maybe)
  return { sure, maybe: maybe.map(({ members, reasons }) => ({ members: new Bitset(size).addAll(members).remove(sure), reasons })) }
}

/** How surely a match holds for one member; undefined where it does not. */
export function holdsFor({ sure, maybe }: Match, member: number): Reasons | undefined {
  if (sure.has(member)) return noReasons
  let reasons: Reasons | undefined
  for (const part of maybe) if (part.members.has(member)) reasons = (reasons ?? noReasons) | part.reasons
  return reasons
}
