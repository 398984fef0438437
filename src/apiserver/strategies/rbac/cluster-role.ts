import type { Strategy } from '../../strategy.ts'
import { clusterRoleRules } from '../../validation/rbac/role.ts'

export const clusterRole: Strategy = { rules: clusterRoleRules }
