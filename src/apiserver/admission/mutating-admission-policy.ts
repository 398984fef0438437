import { deepEqual, requestCostBudget } from '../../cel/index.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { decodeCustom } from '../../schema/custom/decode-custom.ts'
import { decode } from '../../schema/decode.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden, internalError } from '../status.ts'
import { applyConfiguration, type Patched } from './admission-policy/apply-configuration.ts'
import { attributesOf, writtenForm } from './admission-policy/attributes.ts'
import { requestBindings, withParam } from './admission-policy/bindings.ts'
import type { CompiledMutation } from './admission-policy/compiled-policy.ts'
import { decidedBy, decidingField } from './admission-policy/deciding-field.ts'
import { type Invocation, invocations } from './admission-policy/invocations.ts'
import { applyJsonPatch } from './admission-policy/json-patch.ts'
import { conditionsMatch } from './admission-policy/match-conditions.ts'
import { mergeSchemaOf } from './admission-policy/merge-schema.ts'
import { nameOf, type Policy, type PolicyBinding } from './admission-policy/policy-objects.ts'
import { outOfBudget, Scope } from './admission-policy/scope.ts'
import type { Admission, AdmissionContext, AdmissionPlugin } from './plugin.ts'

const kind = 'MutatingAdmissionPolicy'

/** Lets the policies of the cluster change an object. Mirrors apiserver pkg/admission/plugin/policy/mutating/dispatcher.go, v1.36. */
export const mutatingAdmissionPolicy: AdmissionPlugin = {
  name: kind,
  admit: (request, context) => new Mutations(request, context).run(),
}

interface Failure {
  readonly policy: Policy
  readonly binding?: PolicyBinding
  readonly error: string
  readonly reason: 'Forbidden' | 'Invalid'
  readonly details: Partial<Refusal>
}

/** Which policies have seen a request, and which of them look again. Mirrors mutating/reinvocationcontext.go policyReinvokeContext. */
class Reinvocations {
  readonly wanted = new Set<string>()
  readonly #seen = new Set<string>()
  output: KubernetesObject | undefined

  see(key: string): void {
    this.#seen.add(key)
  }

  require(): void {
    for (const key of this.#seen) this.wanted.add(key)
    this.#seen.clear()
  }
}

/** One round through all policies. */
class Mutations {
  readonly #request: ServerRequest
  readonly #context: AdmissionContext
  readonly #reinvocations: Reinvocations
  readonly #isAgain: boolean
  readonly #failures: Failure[] = []
  #object: KubernetesObject
  #isPatched = false
  #broken: Refusal | undefined

  constructor(request: ServerRequest, context: AdmissionContext, reinvocations?: Reinvocations) {
    this.#request = request
    this.#context = context
    this.#object = request.object
    this.#isAgain = reinvocations !== undefined
    this.#reinvocations = reinvocations ?? new Reinvocations()
  }

  run(): Admission {
    const attributes = attributesOf(this.#request, this.#context)
    if (this.#isAgain && this.#reinvocations.output !== this.#object) this.#reinvocations.require()
    for (const invocation of invocations(kind, attributes, this.#context)) {
      const { policy, binding } = invocation
      if ('error' in invocation)
        this.#fail({ policy, ...(binding && { binding }), error: invocation.error, reason: 'Forbidden', details: {} })
      else this.#invoke(invocation)
      if (this.#broken !== undefined) return { object: this.#request.object, refusal: this.#broken }
    }
    const refusal = this.#refusal()
    if (refusal !== undefined) return { object: this.#request.object, refusal }
    const reinvocations = this.#reinvocations
    reinvocations.output = this.#object
    if (!this.#isPatched) return { object: this.#object }
    reinvocations.require()
    if (this.#isAgain) return { object: this.#object }
    return { object: this.#object, again: (request, context) => new Mutations(request, context, reinvocations).run() }
  }

  #invoke(invocation: Invocation): void {
    const { policy, binding, compiled, param, type } = invocation
    const attributes = { ...attributesOf(this.#request, this.#context), object: this.#object }
    const bindings = withParam(requestBindings(attributes, type, this.#context), param, this.#context)
    const matches = conditionsMatch(compiled.conditions, bindings, policy.spec?.failurePolicy === 'Ignore')
    if (matches === false) return
    if (matches !== true) {
      this.#fail({ policy, binding, error: matches.error, reason: 'Invalid', details: {} })
      return
    }
    const key = JSON.stringify([nameOf(policy), nameOf(binding), param?.object.metadata?.namespace, param?.object.metadata?.name])
    if (this.#isAgain && !this.#reinvocations.wanted.has(key)) return
    const before = this.#written()
    for (const [index, mutation] of compiled.mutations.entries()) this.#mutate(mutation, index, invocation)
    if (!deepEqual(before, this.#written())) this.#reinvocations.require()
    if (policy.spec?.reinvocationPolicy === 'IfNeeded') this.#reinvocations.see(key)
  }

  #mutate(mutation: CompiledMutation, index: number, { policy, binding, compiled, param, type }: Invocation): void {
    if (this.#broken !== undefined) return
    const attributes = { ...attributesOf(this.#request, this.#context), object: this.#object }
    const bindings = withParam(requestBindings(attributes, type, this.#context), param, this.#context)
    const outcome = new Scope(bindings, compiled.variables, requestCostBudget).evaluate(mutation.program)
    const isPatch = mutation.patchType === 'JSONPatch'
    const at = decidingField(mutation.program, compiled.variables, this.#object)
    const member = isPatch ? 'jsonPatch' : 'applyConfiguration'
    const details = { at, decidedBy: decidedBy(kind, policy, binding, ['spec', 'mutations', index, member, 'expression']) }
    const patched = this.#patched(outcome, isPatch)
    const object = 'error' in patched ? undefined : this.#decoded(patched.object)
    if (object === undefined || (typeof object === 'string' && !isPatch)) {
      const error = 'error' in patched ? patched.error : String(object)
      this.#fail({ policy, binding, error, reason: 'Invalid', details })
    } else if (typeof object === 'string') this.#broken = { ...internalError(object, at), decidedBy: details.decidedBy }
    else {
      this.#object = object
      this.#isPatched = true
    }
  }

  #patched(outcome: ReturnType<Scope['evaluate']>, isPatch: boolean): Patched {
    if (outcome === 'exhausted') return { error: outOfBudget }
    if ('error' in outcome) return outcome
    const { type } = this.#request
    const written = this.#written() as Readonly<Record<string, unknown>>
    return isPatch
      ? applyJsonPatch(outcome.value, written)
      : applyConfiguration(outcome.value, written, mergeSchemaOf(type, this.#context.version))
  }

  /** The object with its missing values, or what keeps it from being one. */
  #decoded(patched: unknown): KubernetesObject | string {
    const { type } = this.#request
    const { version, defaults } = this.#context
    const { object, message } =
      type.custom === undefined ? decode(patched, type, { version }) : decodeCustom(patched, type, type.custom, { version })
    if (message !== undefined && type.custom === undefined) return message.replace(/^.*? cannot be handled as an? \w+: /s, '')
    return defaults?.(object, type) ?? object
  }

  #written(): unknown {
    const { type, namespace } = this.#request
    return writtenForm(this.#object, type, namespace, this.#context.version)
  }

  #fail(failure: Failure): void {
    if (failure.policy.spec?.failurePolicy !== 'Ignore') this.#failures.push(failure)
  }

  /** Mirrors apiserver pkg/admission/plugin/policy/generic/policy_dispatcher.go Dispatch, v1.36: what configures comes before what is evaluated. */
  #refusal(): Refusal | undefined {
    const first = this.#failures.find(({ reason }) => reason === 'Forbidden') ?? this.#failures[0]
    if (first === undefined) return undefined
    const { policy, binding, error, reason, details } = first
    const by =
      binding === undefined ? `policy ${JSON.stringify(nameOf(policy))}` : `policy '${nameOf(policy)}' with binding '${nameOf(binding)}'`
    const decided = { decidedBy: decidedBy(kind, policy, binding, ['spec']) }
    return { ...forbidden(this.#request, '', []), ...decided, ...details, reason, message: `${by} denied request: ${error}` }
  }
}
