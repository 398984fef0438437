import { policyBindingDefaults } from '../../defaults/admissionregistration/policies.ts'
import type { Strategy } from '../../strategy.ts'
import { validatingBindingRules } from '../../validation/admissionregistration/policy-bindings.ts'
import { reservedNameWarnings } from '../../warnings/admissionregistration.ts'

export const validatingAdmissionPolicyBinding: Strategy = {
  defaults: policyBindingDefaults,
  rules: validatingBindingRules,
  warnings: reservedNameWarnings,
}
