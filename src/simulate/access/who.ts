import { describeGrant, type Grant, rulesBehind } from '../../apiserver/authorization/authorize.ts'
import type { RbacPolicy } from '../../apiserver/authorization/policy.ts'
import { type Attributes, ruleAllows } from '../../apiserver/authorization/rule-allows.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import { mastersGroup } from '../../k8s/rbac.ts'
import { placesOf } from './why.ts'

/** Somebody who may do what is asked. */
export interface AllowedSubject {
  readonly kind: string
  readonly name: string
  /** Of a ServiceAccount. */
  readonly namespace?: string
  readonly reasons: readonly string[]
  readonly why: readonly FieldRef[]
}

/**
 * Every subject that may do something, each once, with the first binding that says so.
 * Mirrors plugin/pkg/auth/authorizer/rbac/subject_locator.go AllowedSubjects, v1.36.
 */
export function allowedSubjects(cluster: Cluster, policy: RbacPolicy, attributes: Attributes): readonly AllowedSubject[] {
  const namespace = 'path' in attributes ? '' : attributes.namespace
  const found = new Map<string, AllowedSubject>()
  const add = (subject: AllowedSubject): void => {
    const key = JSON.stringify([subject.kind, subject.namespace ?? '', subject.name])
    if (!found.has(key)) found.set(key, subject)
  }
  add({ kind: 'Group', name: mastersGroup, reasons: [], why: [] })
  for (const binding of policy.bindings) {
    if (binding.namespace !== null && binding.namespace !== namespace) continue
    const rules = rulesBehind(policy, binding)
    const rule = typeof rules === 'string' ? undefined : rules.find(candidate => ruleAllows(candidate.rule, attributes))
    if (rule === undefined) continue
    for (const [index, { kind = '', name = '', namespace: home }] of (binding.object.subjects ?? []).entries()) {
      const grant: Grant = { binding, subject: index, rule }
      const of = kind === 'ServiceAccount' ? { namespace: home || (binding.namespace ?? '') } : {}
      add({ kind, name, ...of, reasons: [`RBAC: allowed by ${describeGrant(grant)}`], why: placesOf(cluster, grant) })
    }
  }
  return [...found.values()]
}
