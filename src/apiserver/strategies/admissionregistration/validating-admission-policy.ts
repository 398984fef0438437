import { policyDefaults } from '../../defaults/admissionregistration/policies.ts'
import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { validatingAdmissionPolicyRules } from '../../validation/admissionregistration/validating-admission-policy.ts'
import { reservedNameWarnings } from '../../warnings/admissionregistration.ts'

export const validatingAdmissionPolicy: Strategy = {
  defaults: policyDefaults,
  prepare: withoutStatus,
  rules: validatingAdmissionPolicyRules,
  warnings: reservedNameWarnings,
}
