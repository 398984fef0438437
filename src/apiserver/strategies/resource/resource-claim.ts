import { resourceClaimDefaults } from '../../defaults/resource/device-requests.ts'
import { prepareResourceClaim } from '../../prepare/resource/resource-claim.ts'
import type { Strategy } from '../../strategy.ts'
import { adminAccessErrors } from '../../validation/resource/admin-access.ts'
import { resourceClaimRules } from '../../validation/resource/resource-claim.ts'

export const resourceClaim: Strategy = {
  defaults: resourceClaimDefaults,
  prepare: prepareResourceClaim,
  rules: resourceClaimRules,
  clusterErrors: adminAccessErrors,
}
