import { resourceQuotaDefaults } from '../../defaults/core/resource-quota.ts'
import type { Strategy } from '../../strategy.ts'

export const resourceQuota: Strategy = { defaults: resourceQuotaDefaults }
