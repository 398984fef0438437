import { isPlainRole } from '../../plain/core.ts'
import type { Strategy } from '../../strategy.ts'
import { clusterRoleRules } from '../../validation/rbac/role.ts'

export const clusterRole: Strategy = { rules: clusterRoleRules, isPlain: isPlainRole }
