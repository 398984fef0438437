import { resourceQuotaDefaults } from '../../defaults/core/resource-quota.ts'
import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { resourceQuotaRules } from '../../validation/core/resource-quota.ts'
import { resourceQuotaWarnings } from '../../warnings/core/resource-quota.ts'

export const resourceQuota: Strategy = {
  defaults: resourceQuotaDefaults,
  prepare: withoutStatus,
  rules: resourceQuotaRules,
  warnings: resourceQuotaWarnings,
}
