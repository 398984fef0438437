import type { FieldPath } from '../../k8s/field-path.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { type ApiLifecycle, apiLifecycle, laterApi, servedReplacement } from '../../schema/api-lifecycle.ts'
import { isBuiltInGroup, nearestKind } from '../../schema/nearest-kind.ts'
import { findResourceType, resourceTypesOfKind } from '../../schema/resource-types.ts'
import type { Declaration, IdentityProblem } from '../declaration.ts'
import { writtenKey } from './meant-object.ts'
import type { ServedKinds } from './served-kinds.ts'

interface Identity {
  readonly problem: IdentityProblem
  /** Below the value that should be an object. */
  readonly at: FieldPath
  readonly suggestion?: NonNullable<Declaration['suggestion']>
  readonly lifecycle?: ApiLifecycle
}

/** Why a value that no known kind stands for is no object. */
export function identityProblem(value: unknown, { version, custom }: ServedKinds): Identity {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'not-an-object', at: [] }
  const { kind, apiVersion } = value as { readonly kind?: unknown; readonly apiVersion?: unknown }
  if (isAbsent(kind)) return withSuggestion({ problem: 'missing-kind', at: ['kind'] }, meantBySlips(value, version))
  if (isAbsent(apiVersion)) {
    const suggestion = meantBySlips(value, version) ?? soleVersionOf(kind, version)
    return withSuggestion({ problem: 'missing-api-version', at: ['apiVersion'] }, suggestion)
  }
  if (typeof kind !== 'string') return { problem: 'wrong-type', at: ['kind'] }
  if (typeof apiVersion !== 'string') return { problem: 'wrong-type', at: ['apiVersion'] }
  const identity = unknownType(apiVersion, kind, version)
  const suggestion = identity.problem === 'unknown-kind' ? custom?.nearest(apiVersion, kind) : undefined
  if (suggestion === undefined) return identity
  if (suggestion.kind === kind) return { problem: 'unknown-version', at: ['apiVersion'], suggestion }
  return { problem: 'misspelt-kind', at: ['kind'], suggestion }
}

/** What is meant where one of the two keys, or both, are there but misspelt. */
function meantBySlips(value: object, version: KubernetesVersion): Identity['suggestion'] {
  const [apiVersion, kind] = (['apiVersion', 'kind'] as const).map(key => {
    const written = writtenKey(value, key)
    return written === undefined ? undefined : valueAt(value, [written])
  })
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined
  const type = findResourceType(apiVersion, kind, version)
  return type === undefined ? unknownType(apiVersion, kind, version).suggestion : { apiVersion: type.apiVersion, kind: type.kind }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function unknownType(apiVersion: string, kind: string, version: KubernetesVersion): Identity {
  const builtIn = isBuiltInGroup(groupOf(apiVersion))
  const known = builtIn ? knownApi(apiVersion, kind, version) : undefined
  if (known !== undefined) return known
  const suggestion = nearestKind(apiVersion, kind, version) ?? (builtIn ? soleVersionOf(kind, version) : undefined)
  if (suggestion?.kind === kind) return { problem: 'unknown-version', at: ['apiVersion'], suggestion }
  if (suggestion !== undefined || builtIn) return withSuggestion({ problem: 'misspelt-kind', at: ['kind'] }, suggestion)
  return { problem: 'unknown-kind', at: ['kind'] }
}

/** An API that some other version of Kubernetes serves, or this one where it is asked for. */
function knownApi(apiVersion: string, kind: string, version: KubernetesVersion): Identity | undefined {
  const lifecycle = apiLifecycle(apiVersion, kind) ?? laterApi(apiVersion, kind, version)
  if (lifecycle === undefined) return undefined
  const { removed = Number.POSITIVE_INFINITY, introduced = 0 } = lifecycle
  const problem = removed <= version.minor ? 'removed-api' : introduced > version.minor ? 'later-api' : 'api-off-by-default'
  return withSuggestion({ problem, at: ['apiVersion'], lifecycle }, servedReplacement(apiVersion, kind, version))
}

function withSuggestion(identity: Identity, suggestion: Identity['suggestion']): Identity {
  return suggestion === undefined ? identity : { ...identity, suggestion }
}

/** What `kind` alone means, where only one group has it: its newest version. */
function soleVersionOf(kind: unknown, version: KubernetesVersion): Identity['suggestion'] {
  const types = typeof kind === 'string' ? resourceTypesOfKind(kind, version) : []
  const first = types[0]
  if (first === undefined || types.some(type => type.group !== first.group)) return undefined
  return { apiVersion: first.apiVersion, kind: first.kind }
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}
