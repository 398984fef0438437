import type { CompiledRule } from './compiled-policy.ts'
import { type Connections, everything, nothing } from './connections.ts'
import type { MemberClasses } from './member-classes.ts'
import type { Direction } from './policy.ts'
import { noReasons, type Reasons } from './reasons.ts'
import type { Selecting, SubjectSet } from './subject-sets.ts'
import type { Verdicts } from './verdicts.ts'

/** What a row is computed from. */
export interface RowContext {
  readonly direction: Direction
  readonly connections: Connections
  readonly verdicts: Verdicts
  readonly classes: Pick<MemberClasses, 'representatives' | 'in'>
  /** The connection of a rule between the subject and a class. */
  connectionOf(rule: CompiledRule, memberClass: number): number
}

/** By class of the other end, the number of the verdict on what the policies of a set allow. */
export function evaluateRow({ policies }: SubjectSet, context: RowContext): Uint32Array {
  const count = context.classes.representatives.length
  if (policies.length === 0) return new Uint32Array(count)
  const scoped = policies.filter(({ compiled }) => compiled.policy.tier === 'NetworkPolicy')
  const allowed = evaluateNetworkPolicies(scoped, context, count)
  if (scoped.length === policies.length) return verdictsOf(allowed, context.verdicts)
  const row = new Row(context, count)
  row.applyTier(policies.filter(({ compiled }) => compiled.policy.tier === 'Admin'))
  row.passOn(allowed)
  row.applyTier(policies.filter(({ compiled }) => compiled.policy.tier === 'Baseline'))
  return row.finish()
}

/** What NetworkPolicies allow, by class. */
interface Allowed {
  readonly sure: Uint32Array
  readonly possible: Uint32Array
  readonly reasons: Uint32Array
  /** Whether a policy isolates the subject, and what decides that where it is not sure. */
  readonly isolated: 'yes' | 'maybe' | 'no'
  readonly isolation: Reasons
}

/** Policies add up. A policy that may select the subject adds to what is possible only, unless none surely does. */
function evaluateNetworkPolicies(policies: readonly Selecting[], context: RowContext, count: number): Allowed {
  const isExact = policies.every(({ compiled, reasons }) => reasons === noReasons && !hasMaybe(compiled.rules[context.direction]))
  const sure = new Uint32Array(count)
  const possible = isExact ? sure : new Uint32Array(count)
  const reasons = isExact ? none : new Uint32Array(count)
  const someSure = policies.some(policy => policy.reasons === noReasons)
  let isolation = noReasons
  for (const { compiled, reasons: own } of policies) {
    isolation |= own
    for (const rule of compiled.rules[context.direction] ?? []) {
      const { match } = rule
      if (own === noReasons || !someSure) addTo(sure, rule, context.classes.in(match.sure), context)
      if (isExact) continue
      addTo(possible, rule, context.classes.in(match.sure), context)
      if (own !== noReasons) addReasons(reasons, context.classes.in(match.sure), own)
      for (const { members, reasons: open } of match.maybe) {
        addTo(possible, rule, context.classes.in(members), context)
        addReasons(reasons, context.classes.in(members), own | open)
      }
    }
  }
  return { sure, possible, reasons, isolated: someSure ? 'yes' : policies.length > 0 ? 'maybe' : 'no', isolation }
}

const none = new Uint32Array(0)

function hasMaybe(rules: readonly CompiledRule[] = []): boolean {
  return rules.some(({ match }) => match.maybe.length > 0)
}

/** The verdicts where there are NetworkPolicies only. */
function verdictsOf({ sure, possible, reasons, isolated, isolation }: Allowed, verdicts: Verdicts): Uint32Array {
  const result = new Uint32Array(sure.length)
  for (let i = 0; i < result.length; i++) {
    const most = isolated === 'yes' ? possible[i]! : everything
    result[i] = verdicts.of(sure[i]!, most, (reasons[i] ?? noReasons) | (isolated === 'yes' ? noReasons : isolation))
  }
  return result
}

/** Adds what a rule allows to what is allowed with some classes. */
function addTo(allowed: Uint32Array, rule: CompiledRule, classes: Uint32Array, { connections, connectionOf }: RowContext): void {
  const { connection } = rule
  if (connection === undefined) {
    for (const own of classes) allowed[own] = connections.union(allowed[own]!, connectionOf(rule, own))
    return
  }
  const known = connections.unionsWith(connection)
  for (let i = 0; i < classes.length; i++) {
    const own = classes[i]!
    const before = allowed[own]!
    allowed[own] = known[before] ?? connections.union(before, connection)
  }
}

function addReasons(all: Uint32Array, classes: Uint32Array, reasons: Reasons): void {
  for (const own of classes) all[own]! |= reasons
}

function eachSelected(
  rule: CompiledRule,
  { classes, connectionOf }: RowContext,
  visit: (memberClass: number, connection: number, open: Reasons) => void
): void {
  const { match, connection } = rule
  for (const memberClass of classes.in(match.sure)) visit(memberClass, connection ?? connectionOf(rule, memberClass), noReasons)
  for (const { members, reasons } of match.maybe)
    for (const memberClass of classes.in(members)) visit(memberClass, connection ?? connectionOf(rule, memberClass), reasons)
}

/** The verdicts of one subject while the tiers decide one after the other. */
class Row {
  readonly #context: RowContext
  /** What no rule has surely decided. */
  readonly #left: Uint32Array
  readonly #passed: Uint32Array
  readonly #allowed: Uint32Array
  readonly #denied: Uint32Array
  readonly #reasons: Uint32Array

  constructor(context: RowContext, count: number) {
    this.#context = context
    this.#left = new Uint32Array(count).fill(everything)
    this.#passed = new Uint32Array(count)
    this.#allowed = new Uint32Array(count)
    this.#denied = new Uint32Array(count)
    this.#reasons = new Uint32Array(count)
  }

  /** The first rule that matches decides; one that may match leaves it open. */
  applyTier(policies: readonly Selecting[]): void {
    const { connections, direction } = this.#context
    for (const { compiled, reasons } of policies) {
      for (const rule of compiled.rules[direction] ?? []) {
        const target = { Allow: this.#allowed, Deny: this.#denied, Pass: this.#passed }[rule.rule.action]
        // after the last tier comes the default, which allows
        const actual = rule.rule.action === 'Pass' && compiled.policy.tier === 'Baseline' ? this.#allowed : target
        eachSelected(rule, this.#context, (memberClass, connection, open) => {
          const hit = connections.intersection(this.#left[memberClass]!, connection)
          if (hit === nothing) return
          actual[memberClass] = connections.union(actual[memberClass]!, hit)
          if ((open | reasons) === noReasons) this.#left[memberClass] = connections.difference(this.#left[memberClass]!, hit)
          else this.#reasons[memberClass]! |= open | reasons
        })
      }
    }
  }

  /** Gives what the first tier left or passed to the NetworkPolicies; what they isolate never comes to the last tier. */
  passOn({ sure, possible, reasons, isolated, isolation }: Allowed): void {
    const { connections } = this.#context
    for (let i = 0; i < this.#left.length; i++) {
      const passed = connections.union(this.#left[i]!, this.#passed[i]!)
      this.#left[i] = isolated === 'yes' ? nothing : passed
      if (isolated === 'no') continue
      this.#allowed[i] = connections.union(this.#allowed[i]!, connections.intersection(passed, possible[i]!))
      this.#denied[i] = connections.union(this.#denied[i]!, connections.difference(passed, sure[i]!))
      this.#reasons[i]! |= (reasons[i] ?? noReasons) | isolation
    }
  }

  /** What nothing decided is allowed. */
  finish(): Uint32Array {
    const { connections, verdicts } = this.#context
    const result = new Uint32Array(this.#left.length)
    for (let i = 0; i < this.#left.length; i++) {
      const possible = connections.union(this.#allowed[i]!, this.#left[i]!)
      result[i] = verdicts.of(connections.difference(possible, this.#denied[i]!), possible, this.#reasons[i]!)
    }
    return result
  }
}
