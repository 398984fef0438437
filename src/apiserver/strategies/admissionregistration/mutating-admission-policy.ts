import { policyDefaults } from '../../defaults/admissionregistration/policies.ts'
import type { Strategy } from '../../strategy.ts'
import { mutatingAdmissionPolicyRules } from '../../validation/admissionregistration/mutating-admission-policy.ts'
import { reservedNameWarnings } from '../../warnings/admissionregistration.ts'

export const mutatingAdmissionPolicy: Strategy = {
  defaults: policyDefaults,
  rules: mutatingAdmissionPolicyRules,
  warnings: reservedNameWarnings,
}
