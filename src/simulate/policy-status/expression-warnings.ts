import { admissionGroup, type Policy } from '../../apiserver/admission/admission-policy/policy-objects.ts'
import { combinedTypes, recordTypes, requestTypes } from '../../apiserver/expressions/object-types.ts'
import { variableType } from '../../apiserver/expressions/policy-environment.ts'
import { type CelEnvironment, type CelType, celTypes, compile } from '../../cel/index.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import { apiGroup } from '../../k8s/api-group.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { definitionTypes } from '../../schema/custom/definition-types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { allResourceTypes } from '../../schema/resource-types.ts'
import { kindsToCheck } from './kinds-to-check.ts'
import { SchemaTypes } from './schema-types.ts'

/** What the status of a policy says of one of its expressions. */
export interface ExpressionWarning {
  readonly at: FieldRef
  /** The first problem, in the checker's words. */
  readonly problem: string
  /** The kinds whose objects it does not fit: `Job`. */
  readonly kinds: readonly string[]
  /** `status.typeChecking.expressionWarnings[].warning`, whole; the numbers in the names of types, which are made up, are `<suffix>`. */
  readonly warning: string
  /** All of it is about fields that are there, and of which the checker does not know a type: quantities. */
  readonly isBlind: boolean
}

interface Problem {
  readonly kind: string
  readonly problem: string
  readonly text: string
  readonly isBlind: boolean
}

const { dyn, object } = celTypes
const variablesType = 'kubernetes.variables'
const isUnknownField = /^undefined field '(.*)'$/

/** The warnings about all ValidatingAdmissionPolicies of the input. Mirrors pkg/controller/validatingadmissionpolicystatus/controller.go, v1.36. */
export function expressionWarnings(cluster: Cluster, { version }: Environment): readonly ExpressionWarning[] {
  const policies = cluster.ofKind(admissionGroup, 'ValidatingAdmissionPolicy').filter(({ role }) => role === 'input')
  const served = [
    ...allResourceTypes(version),
    ...cluster.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition').flatMap(definition => definitionTypes(definition.object, true)),
  ]
  return policies.flatMap(resource => {
    const { spec = {} } = resource.object as Policy
    const kinds = kindsToCheck(spec.matchConstraints?.resourceRules ?? [], served)
    if (kinds.length === 0) return []
    const environments = kinds.map(type => environmentOf(spec, type, served, version))
    return (spec.validations ?? []).flatMap(({ expression, messageExpression }, index) =>
      Object.entries({ expression, messageExpression }).flatMap(([field, text = '']) => {
        if (text === '' && field === 'messageExpression') return []
        const problems = environments.flatMap(checked => problemsOf(text, checked))
        return problems[0] === undefined
          ? []
          : [warningOf(problems[0], problems, new FieldRef(resource, ['spec', 'validations', index, field]))]
      })
    )
  })
}

function warningOf({ problem }: Problem, problems: readonly Problem[], at: FieldRef): ExpressionWarning {
  const warning = problems.map(({ text }) => `${text}\n`).join('\n')
  return { at, problem, kinds: problems.map(({ kind }) => kind), warning, isBlind: problems.every(({ isBlind }) => isBlind) }
}

interface Checked {
  readonly type: ResourceType
  readonly types: SchemaTypes
  readonly environment: CelEnvironment
}

/** What an expression finds when objects are of one kind. Mirrors typechecking.go buildEnvSet and plugin/cel/composition.go, v1.36. */
function environmentOf(
  { paramKind, variables = [] }: NonNullable<Policy['spec']>,
  type: ResourceType,
  served: readonly ResourceType[],
  version: KubernetesVersion
): Checked {
  const types = new SchemaTypes(version)
  const ofObject = types.root(type, `${type.kind}<suffix>`) ?? dyn
  const { apiVersion = '', kind = '' } = paramKind ?? {}
  const paramType = served.find(candidate => candidate.apiVersion === apiVersion && candidate.kind === kind)
  const ofParams = paramType === undefined ? undefined : types.root(paramType, `${kind}<other suffix>`)
  const known = new Map<string, CelType>()
  const environment = (): CelEnvironment => ({
    version,
    types: combinedTypes([requestTypes, types, recordTypes({ [variablesType]: Object.fromEntries(known) })]),
    variables: new Map([
      ['object', ofObject],
      ['oldObject', ofObject],
      ['namespaceObject', object('kubernetes.Namespace')],
      ['request', object('kubernetes.AdmissionRequest')],
      ['authorizer', object('kubernetes.authorization.Authorizer')],
      ['variables', object(variablesType)],
      ...(isKind(apiVersion, kind) ? ([['params', ofParams ?? dyn]] as const) : []),
    ]),
  })
  for (const { name = '', expression = '' } of variables) {
    const compiled = compile(expression, environment())
    known.set(name, variableType('program' in compiled ? compiled.program.outputType : undefined))
  }
  return { type, types, environment: environment() }
}

function isKind(apiVersion: string, kind: string): boolean {
  return apiVersion.split('/').length <= 2 && (apiVersion !== '' || kind !== '')
}

function problemsOf(expression: string, { type, types, environment }: Checked): readonly Problem[] {
  types.withoutType.clear()
  const compiled = compile(expression, environment)
  if ('program' in compiled) return []
  const title = `${apiGroup(type.apiVersion)}/${type.version}, Kind=${type.kind}`
  const isBlind = compiled.issues.every(({ message }) => types.withoutType.has(isUnknownField.exec(message)?.[1] ?? ''))
  return [{ kind: type.kind, problem: compiled.issues[0]?.message ?? '', text: `${title}: ${compiled.text}`, isBlind }]
}
