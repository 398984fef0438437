import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeItems, changeOrAdd, fillEmpty } from '../fill.ts'

const group = 'rbac.authorization.k8s.io'

/** RoleBinding and ClusterRoleBinding. Mirrors pkg/apis/rbac/v1/defaults.go, v1.36. */
export function roleBindingDefaults(binding: KubernetesObject): KubernetesObject {
  const bound = changeOrAdd(binding, 'roleRef', role => fillEmpty(role, { apiGroup: group }))
  return changeItems(bound, 'subjects', subject =>
    subject['kind'] === 'User' || subject['kind'] === 'Group' ? fillEmpty(subject, { apiGroup: group }) : subject
  )
}
