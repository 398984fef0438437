import type { AdmissionContext } from '../plugin.ts'
import type { Attributes } from './attributes.ts'
import { isNamespace } from './attributes.ts'
import { type CompiledPolicy, compiledPolicy } from './compiled-policy.ts'
import { isExempt } from './exempt-kinds.ts'
import { matchResources } from './match-resources.ts'
import type { MatchedType } from './match-rules.ts'
import { collectParams, type Param, paramType, unknownParamKind } from './params.ts'
import { admissionGroup, nameOf, type Policy, type PolicyBinding } from './policy-objects.ts'

/** A policy that a binding puts into force for a request, with one parameter. */
export interface Invocation {
  readonly policy: Policy
  readonly binding: PolicyBinding
  readonly compiled: CompiledPolicy
  readonly type: MatchedType
  readonly param: Param | undefined
}

/** What keeps a policy that matches a request from being evaluated. */
export interface ConfigurationError {
  readonly policy: Policy
  readonly binding?: PolicyBinding
  readonly error: string
}

/** The policies of a kind that look at a request, in order of arrival, each with its bindings. Mirrors apiserver pkg/admission/plugin/policy/generic/policy_dispatcher.go Dispatch, v1.36. */
export function invocations(kind: string, attributes: Attributes, context: AdmissionContext): readonly (Invocation | ConfigurationError)[] {
  const { view, version } = context
  if (isExempt(attributes)) return []
  const bindings = view.list(admissionGroup, `${kind}Binding`) as readonly PolicyBinding[]
  return (view.list(admissionGroup, kind) as readonly Policy[]).flatMap((policy): readonly (Invocation | ConfigurationError)[] => {
    const own = bindings.filter(({ spec }) => spec?.policyName === nameOf(policy))
    const { matchConstraints } = policy.spec ?? {}
    const isInForce = own.length > 0 && (matchConstraints?.resourceRules ?? []).length > 0
    const match = isInForce ? matchResources(matchConstraints ?? {}, attributes, view, version) : undefined
    if (match === undefined || match === 'unknown') return []
    const compiled = compiledPolicy(policy, version)
    if (compiled === undefined || restsOnUnknown(policy, attributes, context)) return []
    const { paramKind } = policy.spec ?? {}
    const type = paramKind === undefined ? undefined : paramType(paramKind, view, version)
    if (paramKind !== undefined && type === undefined)
      return view.world === 'open' ? [] : [{ policy, error: `failed to configure policy: ${unknownParamKind(paramKind)}` }]
    return own.flatMap((binding): readonly (Invocation | ConfigurationError)[] => {
      const { matchResources: narrowed, paramRef } = binding.spec ?? {}
      const isMatch = narrowed === undefined ? match : matchResources(narrowed, attributes, view, version)
      if (isMatch === undefined || isMatch === 'unknown') return []
      const found = collectParams(type, paramRef, attributes.namespace, view)
      if (found === 'unknown') return []
      if ('error' in found) return [{ policy, binding, error: `failed to configure binding: ${found.error}` }]
      return found.params.map(param => ({ policy, binding, compiled, type: match.type, param }))
    })
  })
}

/** Whether a policy asks for the namespace of a request, of which nothing is known. */
function restsOnUnknown({ spec = {} }: Policy, { type, namespace }: Attributes, { view }: AdmissionContext): boolean {
  if (view.world === 'closed' || namespace === '' || isNamespace(type)) return false
  return view.find('', 'Namespace', null, namespace) === undefined && JSON.stringify(spec).includes('namespaceObject')
}
