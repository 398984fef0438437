import { isPlainRole } from '../../plain/core.ts'
import type { Strategy } from '../../strategy.ts'
import { roleRules } from '../../validation/rbac/role.ts'

export const role: Strategy = { rules: roleRules, isPlain: isPlainRole }
