import type { Grant } from '../../apiserver/authorization/authorize.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import { bindingResource, roleResource } from './policy.ts'

/** Where a grant is written: the subject of the binding, and the rule of the role; what the server brings itself is written nowhere. */
export function placesOf(cluster: Cluster, { binding, subject, rule }: Grant): readonly FieldRef[] {
  const bound = bindingResource(cluster, binding)
  const role = ruleRole(cluster, { binding, rule })
  return [
    ...(bound === undefined ? [] : [new FieldRef(bound, ['subjects', subject])]),
    ...(role === undefined ? [] : [new FieldRef(role, ['rules', rule.index])]),
  ]
}

function ruleRole(cluster: Cluster, { binding, rule }: Pick<Grant, 'binding' | 'rule'>) {
  const kind = binding.object.roleRef?.kind ?? ''
  return roleResource(cluster, kind, rule.writtenIn.metadata?.name ?? '', binding.namespace)
}
