import { networkPolicyDefaults } from '../../defaults/networking/network-policy.ts'
import type { Strategy } from '../../strategy.ts'

export const networkPolicy: Strategy = { defaults: networkPolicyDefaults }
