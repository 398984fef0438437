import { networkPolicyDefaults } from '../../defaults/networking/network-policy.ts'
import { isPlainNetworkPolicy } from '../../plain/networking.ts'
import type { Strategy } from '../../strategy.ts'
import { networkPolicyRules } from '../../validation/networking/network-policy.ts'
import { networkPolicyWarnings } from '../../warnings/networking/network-policy.ts'

/** Mirrors pkg/registry/networking/networkpolicy/strategy.go, v1.36. */
export const networkPolicy: Strategy = {
  defaults: networkPolicyDefaults,
  rules: networkPolicyRules,
  isPlain: isPlainNetworkPolicy,
  warnings: networkPolicyWarnings,
}
