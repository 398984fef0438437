import { type CelType, celTypes, type Program } from '../../../cel/index.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { compileAs, oneOfTypes, type Wanted } from '../../expressions/compile-as.ts'
import { type PolicyDeclarations, policyEnvironment, variableType } from '../../expressions/policy-environment.ts'
import type { Policy, Validation } from './policy-objects.ts'

/** An expression of a policy; its source is as it is written. */
export interface CompiledCondition {
  readonly name: string
  readonly program: Program
}
export interface CompiledValidation {
  readonly written: Validation
  readonly program: Program
  readonly message?: Program
}
export interface CompiledMutation {
  readonly patchType: string
  readonly program: Program
}

/** A policy whose expressions all compile. */
export interface CompiledPolicy {
  readonly conditions: readonly CompiledCondition[]
  /** In order; each may use those before it. */
  readonly variables: ReadonlyMap<string, Program>
  readonly validations: readonly CompiledValidation[]
  readonly annotations: readonly Program[]
  readonly mutations: readonly CompiledMutation[]
}

const { any, bool, list, nullType, object, string } = celTypes
const truth = oneOfTypes(bool)
const text = oneOfTypes(string)
const textOrNull = oneOfTypes(string, nullType)
const anything = oneOfTypes(any)
const patchedObject = oneOfTypes(object('Object'))
const patches = oneOfTypes(list(object('JSONPatch')))

class DoesNotCompile extends Error {}

const compiled = new WeakMap<Policy, CompiledPolicy | 'refused'>()

/** Compiles a policy once; undefined for one that the server would have refused. Mirrors apiserver pkg/admission/plugin/policy/validating/plugin.go compilePolicy, v1.36. */
export function compiledPolicy(policy: Policy, version: KubernetesVersion): CompiledPolicy | undefined {
  let known = compiled.get(policy)
  if (known === undefined) {
    known = compileOrRefuse(policy, version)
    compiled.set(policy, known)
  }
  return known === 'refused' ? undefined : known
}

function compileOrRefuse(policy: Policy, version: KubernetesVersion): CompiledPolicy | 'refused' {
  try {
    return compilePolicy(policy, version)
  } catch (error) {
    if (error instanceof DoesNotCompile) return 'refused'
    throw error
  }
}

function compilePolicy({ spec = {} }: Policy, version: KubernetesVersion): CompiledPolicy {
  const base: PolicyDeclarations = { version, params: spec.paramKind !== undefined, authorizer: true }
  const types = new Map<string, CelType>()
  const variables = new Map<string, Program>()
  const { variables: written = [], mutations = [] } = spec
  for (const { name = '', expression = '' } of written) {
    const program = programOf(expression, { ...base, variables: new Map(types) }, anything)
    variables.set(name, program)
    types.set(name, variableType(program.outputType))
  }
  const declarations = written.length === 0 ? base : { ...base, variables: types }
  const patched = { ...base, variables: types, patches: true }
  return {
    conditions: (spec.matchConditions ?? []).map(({ name = '', expression = '' }) => ({
      name,
      program: programOf(expression, base, truth),
    })),
    variables,
    validations: (spec.validations ?? []).map(validation => compileValidation(validation, declarations)),
    annotations: (spec.auditAnnotations ?? []).map(({ valueExpression = '' }) => programOf(valueExpression, declarations, textOrNull)),
    mutations: mutations.map(({ patchType = '', applyConfiguration, jsonPatch }) => {
      const isPatch = patchType === 'JSONPatch'
      const expression = (isPatch ? jsonPatch : applyConfiguration)?.expression ?? ''
      return { patchType, program: programOf(expression, patched, isPatch ? patches : patchedObject) }
    }),
  }
}

function compileValidation(written: Validation, declarations: PolicyDeclarations): CompiledValidation {
  const { expression = '', messageExpression = '' } = written
  const program = programOf(expression, declarations, truth)
  if (messageExpression === '') return { written, program }
  return { written, program, message: programOf(messageExpression, { ...declarations, authorizer: false }, text) }
}

function programOf(expression: string, declarations: PolicyDeclarations, wanted: Wanted): Program {
  const result = compileAs(expression, policyEnvironment(declarations), wanted)
  if ('error' in result) throw new DoesNotCompile(result.error)
  return result.program
}
