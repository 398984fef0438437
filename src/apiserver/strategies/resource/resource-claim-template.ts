import { resourceClaimTemplateDefaults } from '../../defaults/resource/device-requests.ts'
import { prepareResourceClaimTemplate } from '../../prepare/resource/resource-claim.ts'
import type { Strategy } from '../../strategy.ts'
import { adminAccessErrors } from '../../validation/resource/admin-access.ts'
import { resourceClaimTemplateRules } from '../../validation/resource/resource-claim.ts'

export const resourceClaimTemplate: Strategy = {
  defaults: resourceClaimTemplateDefaults,
  prepare: prepareResourceClaimTemplate,
  rules: resourceClaimTemplateRules,
  clusterErrors: adminAccessErrors,
}
