import { authorize } from '../../apiserver/authorization/authorize.ts'
import type { RbacPolicy } from '../../apiserver/authorization/policy.ts'
import type { Attributes } from '../../apiserver/authorization/rule-allows.ts'
import { administrator, impersonated, type User } from '../../apiserver/authorization/user.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { policyOf } from './policy.ts'
import { type RulesReview, rulesReview } from './rules-review.ts'
import { type AllowedSubject, allowedSubjects } from './who.ts'
import { placesOf } from './why.ts'

/** A question of access; empty and absent texts are the same. */
export interface AccessQuery {
  readonly id: unknown
  readonly user?: string
  readonly groups?: readonly string[]
  readonly resource?: ResourceQuestion
  readonly nonResource?: { readonly path: string; readonly verb: string }
}
export interface ResourceQuestion {
  readonly namespace?: string
  readonly verb?: string
  readonly group?: string
  readonly resource?: string
  readonly subresource?: string
  readonly name?: string
}

export interface AccessOptions {
  readonly version: KubernetesVersion
  /** Whose question it is where a query names nobody: a user and groups to impersonate, else an administrator. */
  readonly as?: User
  /** Where `list` looks. */
  readonly namespace: string
  readonly list?: true
  readonly who?: true
}

/** The answer to one query. */
export interface AccessAnswer {
  readonly query: AccessQuery
  /** Whose question it is; absent where it is who may do something. */
  readonly user?: User
  readonly allowed: boolean
  /** The server's sentences. */
  readonly reasons: readonly string[]
  readonly why: readonly FieldRef[]
  readonly rules?: RulesReview
  readonly subjects?: readonly AllowedSubject[]
}

/** Answers queries by the roles and bindings of a set; without queries, what whoever asks may do. */
export function answerAccess(cluster: Cluster, queries: readonly AccessQuery[], options: AccessOptions): readonly AccessAnswer[] {
  const policy = policyOf(cluster, options.version)
  const asker = options.as === undefined ? administrator : impersonated(options.as.name, options.as.groups)
  if (queries.length === 0 && options.list === true) {
    const rules = rulesReview(policy, asker, options.namespace)
    return [{ query: { id: 0 }, user: asker, allowed: true, reasons: [], why: [], rules }]
  }
  return queries.map(query => (options.who === true ? answerWho(cluster, policy, query) : answer(cluster, policy, query, asker, options)))
}

function answer(cluster: Cluster, policy: RbacPolicy, query: AccessQuery, asker: User, { list }: AccessOptions): AccessAnswer {
  const user = query.user === undefined && query.groups === undefined ? asker : { name: query.user ?? '', groups: query.groups ?? [] }
  const attributes = attributesOf(query)
  const { allowed, reason, grant } = authorize(policy, user, attributes)
  return {
    query,
    user,
    allowed,
    reasons: reason === '' ? [] : [reason],
    why: grant === undefined ? [] : placesOf(cluster, grant),
    ...(list === true && { rules: rulesReview(policy, user, 'path' in attributes ? '' : attributes.namespace) }),
  }
}

function answerWho(cluster: Cluster, policy: RbacPolicy, query: AccessQuery): AccessAnswer {
  const subjects = allowedSubjects(cluster, policy, attributesOf(query))
  return { query, allowed: true, reasons: [], why: [], subjects }
}

function attributesOf({ resource = {}, nonResource }: AccessQuery): Attributes {
  if (nonResource !== undefined) return nonResource
  const { verb = '', namespace = '', group = '', resource: plural = '', subresource = '', name = '' } = resource
  return { verb, namespace, group, resource: plural, subresource, name }
}
