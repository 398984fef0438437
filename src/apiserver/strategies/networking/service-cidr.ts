import type { Strategy } from '../../strategy.ts'
import { serviceCidrRules } from '../../validation/networking/service-cidr.ts'
import { withNewStatus } from '../new-status.ts'

/** Mirrors pkg/registry/networking/servicecidr/strategy.go, v1.36. */
export const serviceCidr: Strategy = {
  prepare: object => withNewStatus(object, {}),
  rules: serviceCidrRules,
}
