import { policyBindingDefaults } from '../../defaults/admissionregistration/policies.ts'
import type { Strategy } from '../../strategy.ts'
import { mutatingBindingRules } from '../../validation/admissionregistration/policy-bindings.ts'
import { reservedNameWarnings } from '../../warnings/admissionregistration.ts'

export const mutatingAdmissionPolicyBinding: Strategy = {
  defaults: policyBindingDefaults,
  rules: mutatingBindingRules,
  warnings: reservedNameWarnings,
}
