import { roleBindingDefaults } from '../../defaults/rbac/role-binding.ts'
import type { Strategy } from '../../strategy.ts'
import { clusterRoleBindingRules } from '../../validation/rbac/role-binding.ts'

export const clusterRoleBinding: Strategy = { defaults: roleBindingDefaults, rules: clusterRoleBindingRules }
