import { type CompiledPolicy, type CompiledRule, holdsFor } from './compiled-policy.ts'
import type { Protocol } from './connections.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import type { Step } from './query.ts'
import { noReasons } from './reasons.ts'

/** Traffic as the policies of one of its ends see it. */
export interface Traffic {
  readonly direction: Direction
  /** Whose policies these are. */
  readonly subject: number
  readonly other: number
  readonly protocol: Protocol
  readonly port: number
}

/** The policies that decide about traffic: those that allow it or that deny it, and those that passed it on. */
export function explain(network: Network, traffic: Traffic): readonly Step[] {
  const policies = network.policiesOf(traffic.direction, traffic.subject)
  const ofTier = (tier: string) => policies.filter(({ compiled }) => compiled.policy.tier === tier).map(({ compiled }) => compiled)
  const admin = firstMatch(network, traffic, ofTier('Admin'))
  if (admin.isDecided) return admin.steps
  const scoped = ofTier('NetworkPolicy')
  if (scoped.length > 0) return [...admin.steps, ...additive(network, traffic, scoped)]
  return [...admin.steps, ...firstMatch(network, traffic, ofTier('Baseline')).steps]
}

/** Rules in order, until one surely decides. */
function firstMatch(network: Network, traffic: Traffic, policies: readonly CompiledPolicy[]) {
  const steps: Step[] = []
  for (const compiled of policies) {
    for (const rule of compiled.rules[traffic.direction] ?? []) {
      const matched = matches(network, traffic, rule)
      if (matched === undefined) continue
      steps.push(stepOf(traffic, compiled, rule))
      if (matched === noReasons) return { steps, isDecided: rule.rule.action !== 'Pass' }
    }
  }
  return { steps, isDecided: false }
}

/** All rules that allow; where none does, all policies that isolate. */
function additive(network: Network, traffic: Traffic, policies: readonly CompiledPolicy[]): readonly Step[] {
  const allowing = policies.flatMap(compiled =>
    (compiled.rules[traffic.direction] ?? [])
      .filter(rule => matches(network, traffic, rule) !== undefined)
      .map(rule => stepOf(traffic, compiled, rule))
  )
  return allowing.length > 0 ? allowing : policies.map(compiled => isolatingStep(traffic, compiled))
}

function matches(network: Network, { direction, subject, other, protocol, port }: Traffic, rule: CompiledRule) {
  const destination = direction === 'egress' ? other : subject
  const isPort = network.connections.holds(network.connectionTo(rule, destination), protocol, port)
  return isPort ? holdsFor(rule.match, other) : undefined
}

function stepOf({ direction }: Traffic, { policy }: CompiledPolicy, { rule }: CompiledRule): Step {
  return { direction, tier: policy.tier, policy: policy.name, rule: rule.index, action: rule.action, at: rule.at }
}

function isolatingStep({ direction }: Traffic, { policy }: CompiledPolicy): Step {
  return { direction, tier: policy.tier, policy: policy.name, action: 'Deny', at: policy.subjectAt }
}
