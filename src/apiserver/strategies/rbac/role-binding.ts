import { roleBindingDefaults } from '../../defaults/rbac/role-binding.ts'
import type { Strategy } from '../../strategy.ts'

export const roleBinding: Strategy = { defaults: roleBindingDefaults }
