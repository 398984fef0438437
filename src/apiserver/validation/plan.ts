import { isFeatureOn } from '../../k8s/feature-gates.ts'
import type { FieldError } from '../../k8s/field-error.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Field } from './field.ts'
import { isCalledFor, mayBeCalledFor } from './first-uses.ts'
import type { Rule, Sound, ValidationContext, Validity } from './row.ts'

/** Makes the checks of one rule. */
export type Evaluate = (subject: Field, context: ValidationContext, errors: FieldError[]) => void

/** A rule that is ready to be made. */
export interface Step {
  /** Names that lead to what it looks at, each a way of its own; `[]` for the subject as a whole. */
  readonly at: readonly (readonly string[])[]
  /** Whether it also looks at what is absent. */
  readonly withAbsent: boolean
  /** Whether it surely finds nothing wrong with a value that is there. */
  readonly isSound: Sound | undefined
  readonly evaluate: Evaluate
}

interface Test {
  readonly bit: number
  readonly isSound: Sound
}

/** What the presence of a member means for the steps of a part, which are bits. */
interface Member {
  /** Steps that are made of it. */
  made: number
  /** Steps that would be made if it were absent. */
  absent: number
  /** Steps that are made unless it is sound. */
  tests: readonly Test[]
  below: Map<string, Member> | undefined
}

/** Some steps of a list, in order. */
interface Part {
  readonly steps: readonly Evaluate[]
  /** Steps that are made unless a member is there. */
  readonly first: number
  readonly root: Member
}

/** How a list of rules is made in one version. */
export interface Plan {
  /** Those that hold in the version. */
  readonly rules: readonly Rule[]
  readonly compile: (rule: Rule) => Step
  /** The rules that something called for so far. */
  readonly steps: (Step | undefined)[]
  /** How often it was followed. */
  uses: number
  /** All steps, once it has been followed a few times. */
  parts: readonly Part[] | undefined
}

/** As many steps as the bits of a small integer tell apart. */
const most = 30
/** How often a plan is followed rule by rule before all of it is prepared: the rules of few objects mostly look at what these do not have. */
const firstUses = 8

/** Prepares the rules of a list for a version. */
export function plan(rules: readonly Rule[], version: KubernetesVersion, compile: (rule: Rule) => Step): Plan {
  return { rules: rules.filter(rule => holds(rule, version)), compile, steps: [], uses: 0, parts: undefined }
}

/** Makes the checks that a subject calls for, in the order of the rules. */
export function follow(planned: Plan, subject: Field, context: ValidationContext, errors: FieldError[]): void {
  const parts = planned.parts ?? partsOf(planned)
  if (parts === undefined) {
    for (let index = 0; index < planned.rules.length; index++)
      stepFor(planned, index, subject.value, context)?.evaluate(subject, context, errors)
    return
  }
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!
    for (let bits = pending(part, subject.value, context); bits !== 0; bits &= bits - 1)
      part.steps[31 - Math.clz32(bits & -bits)]!(subject, context, errors)
  }
}

/** Whether no check finds anything wrong with a value, as far as that can be told without its field. */
export function isSoundBy(planned: Plan, value: unknown, context: ValidationContext): boolean {
  const parts = planned.parts ?? partsOf(planned)
  if (parts === undefined) {
    for (let index = 0; index < planned.rules.length; index++) if (stepFor(planned, index, value, context) !== undefined) return false
    return true
  }
  for (let index = 0; index < parts.length; index++) if (pending(parts[index]!, value, context) !== 0) return false
  return true
}

function partsOf(planned: Plan): readonly Part[] | undefined {
  if (planned.uses++ < firstUses) return undefined
  const steps = planned.rules.map((rule, index) => planned.steps[index] ?? planned.compile(rule))
  planned.parts = Array.from({ length: Math.ceil(steps.length / most) }, (_, part) => partOf(steps.slice(part * most, (part + 1) * most)))
  return planned.parts
}

/** The step of a rule, where a value calls for it. */
function stepFor({ rules, steps, compile }: Plan, index: number, value: unknown, context: ValidationContext): Step | undefined {
  let step = steps[index]
  if (step === undefined) {
    const rule = rules[index]!
    if (!mayBeCalledFor(rule, value)) return undefined
    step = compile(rule)
    steps[index] = step
  }
  return isCalledFor(step, value, context) ? step : undefined
}

function pending({ first, root }: Part, value: unknown, context: ValidationContext): number {
  let bits = first
  for (let index = 0; index < root.tests.length; index++) {
    const { bit, isSound } = root.tests[index]!
    if (!isSound(value, context)) bits |= bit
  }
  return root.below === undefined ? bits : calledBelow(value, root.below, context, bits)
}

function calledBelow(value: unknown, members: ReadonlyMap<string, Member>, context: ValidationContext, before: number): number {
  if (typeof value !== 'object' || value === null) return before
  let bits = before
  for (const name in value) {
    const called = members.get(name)
    if (called === undefined) continue
    const member = (value as Readonly<Record<string, unknown>>)[name]
    if (member === undefined || member === null) continue
    bits = (bits & ~called.absent) | called.made
    const { tests, below } = called
    for (let index = 0; index < tests.length; index++) {
      const { bit, isSound } = tests[index]!
      if ((bits & bit) === 0 && !isSound(member, context)) bits |= bit
    }
    if (below !== undefined) bits = calledBelow(member, below, context, bits)
  }
  return bits
}

const untested: readonly Test[] = []

function partOf(list: readonly Step[]): Part {
  let first = 0
  const root: Member = { made: 0, absent: 0, tests: untested, below: undefined }
  for (let index = 0; index < list.length; index++) {
    const { at, withAbsent, isSound } = list[index]!
    const bit = 1 << index
    for (const names of at) {
      const member = memberAt(root, names)
      if (withAbsent && names.length > 0) {
        first |= bit
        if (isSound !== undefined) member.absent |= bit
      }
      if (isSound !== undefined) member.tests = member.tests === untested ? [{ bit, isSound }] : [...member.tests, { bit, isSound }]
      else if (names.length === 0) first |= bit
      else member.made |= bit
    }
  }
  return { steps: list.map(({ evaluate }) => evaluate), first, root }
}

function memberAt(root: Member, names: readonly string[]): Member {
  let member = root
  for (const name of names) {
    member.below ??= new Map()
    let next = member.below.get(name)
    if (next === undefined) {
      next = { made: 0, absent: 0, tests: untested, below: undefined }
      member.below.set(name, next)
    }
    member = next
  }
  return member
}

function holds({ since, until, gate }: Validity, version: KubernetesVersion): boolean {
  if (since !== undefined && version.minor < since) return false
  if (until !== undefined && version.minor > until) return false
  return gate === undefined || isFeatureOn(gate, version)
}
