import { explain, type Traffic } from './explain.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import type { Answer, Decision, Query, Step, UnknownEnd } from './query.ts'
import { membersOf, targetsOf } from './query-ends.ts'
import { noReasons, type Reasons, reason, reasonNames } from './reasons.ts'
import { hidesSource } from './service-targets.ts'
import type { Target } from './targets.ts'

/** One decision and what it depends on. */
interface Side {
  readonly decision: Decision
  readonly reasons: Reasons
}

/** Answers a question; where it names somebody who is not in the input, says whom. `closed`: nothing else exists. */
export function answer(network: Network, query: Query, closed: boolean): Answer | UnknownEnd {
  const { id, from, to, protocol, port } = query
  const sources = membersOf(network, from)
  if (sources === undefined) return { id, end: from }
  const targets = targetsOf(network, to, protocol, port)
  if (targets === undefined) return { id, end: to }
  if (targets.list.length === 0) return withoutEndpoints(id, closed)
  const pairs = sources.flatMap(source => targets.list.map(target => [source, target] as const))
  if (pairs.length === 1 && isOnePod(network, query, pairs[0]![0], pairs[0]![1].member))
    return { id, verdict: 'allow', egress: 'allow', ingress: 'allow', loopback: true, on: [], why: [] }
  const traffic = (direction: Direction): readonly Traffic[] => pairs.map(([source, target]) => trafficOf(direction, source, target, query))
  const egress = traffic('egress').map(each => sideOf(network, each))
  const isHidden = from.startsWith('ip:') && to.startsWith('svc:') && hidesSource(network, to.slice(4))
  const ingress = traffic('ingress').map(each => (isHidden ? fromAnyNode(network, each) : sideOf(network, each)))
  const verdict = oneOf(
    egress.map((side, i) => and(side, ingress[i]!)),
    targets.differ
  )
  return {
    id,
    verdict: verdict.decision,
    egress: oneOf(egress, targets.differ).decision,
    ingress: oneOf(ingress, targets.differ).decision,
    loopback: false,
    on: reasonNames(verdict.reasons),
    why: distinct([...traffic('egress'), ...traffic('ingress')].flatMap(each => explain(network, each))),
  }
}

/** Nobody answers; in an open world there may be endpoints elsewhere. */
function withoutEndpoints(id: unknown, closed: boolean): Answer {
  const verdict = closed ? 'deny' : 'depends'
  return { id, verdict, egress: verdict, ingress: verdict, loopback: false, on: closed ? [] : ['endpoints'], why: [] }
}

/** Whether a pod talks to itself, and not to another of the same workload. */
function isOnePod({ universe }: Network, { from, to }: Query, source: number, target: number): boolean {
  const endpoint = universe.endpoints[source]
  if (source !== target || endpoint === undefined) return false
  return endpoint.pods.length === 1 || endpoint.workload.replicas === 1 || (from === to && !from.endsWith(']'))
}

function trafficOf(direction: Direction, source: number, { member, port }: Target, { protocol }: Query): Traffic {
  return { direction, subject: direction === 'egress' ? source : member, other: direction === 'egress' ? member : source, protocol, port }
}

function sideOf(network: Network, { direction, subject, other, protocol, port }: Traffic): Side {
  const { connections, verdicts } = network
  const { sure, possible, reasons } = verdicts.at(network.oneSided(direction, subject, other))
  if (connections.holds(sure, protocol, port)) return { decision: 'allow', reasons: noReasons }
  return connections.holds(possible, protocol, port) ? { decision: 'depends', reasons } : { decision: 'deny', reasons: noReasons }
}

/** What a policy sees in place of the client's address is that of a node, or the client's own: plug-ins differ. */
function fromAnyNode(network: Network, traffic: Traffic): Side {
  const { firstRange, firstOutsider } = network.universe
  const sides = Array.from({ length: firstOutsider - firstRange }, (_, i) => sideOf(network, { ...traffic, other: firstRange + i }))
  return oneOf([sideOf(network, traffic), ...sides], reason('source-address'))
}

/** What holds where it is open which of several it is. */
function oneOf(sides: readonly Side[], differ: Reasons): Side {
  const [first] = sides
  if (sides.every(({ decision }) => decision === first!.decision)) {
    return { decision: first!.decision, reasons: sides.reduce((all, { reasons }) => all | reasons, noReasons) }
  }
  return { decision: 'depends', reasons: sides.reduce((all, { reasons }) => all | reasons, differ) }
}

function and(a: Side, b: Side): Side {
  if (a.decision === 'deny' || b.decision === 'deny') return { decision: 'deny', reasons: noReasons }
  if (a.decision === 'allow' && b.decision === 'allow') return a
  return { decision: 'depends', reasons: a.reasons | b.reasons }
}

function distinct(steps: readonly Step[]): readonly Step[] {
  const seen = new Map<string, Step>()
  for (const step of steps) seen.set(`${step.direction} ${step.tier} ${step.policy} ${step.rule ?? ''} ${step.action}`, step)
  return [...seen.values()]
}
