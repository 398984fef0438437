import { roleBindingDefaults } from '../../defaults/rbac/role-binding.ts'
import type { Strategy } from '../../strategy.ts'
import { roleBindingRules } from '../../validation/rbac/role-binding.ts'

export const roleBinding: Strategy = { defaults: roleBindingDefaults, rules: roleBindingRules }
