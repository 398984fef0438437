import type { Strategy } from '../../strategy.ts'
import { roleRules } from '../../validation/rbac/role.ts'

export const role: Strategy = { rules: roleRules }
