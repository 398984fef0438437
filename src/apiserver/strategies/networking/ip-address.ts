import type { Strategy } from '../../strategy.ts'
import { ipAddressRules } from '../../validation/networking/ip-address.ts'

/** Mirrors pkg/registry/networking/ipaddress/strategy.go, v1.36. */
export const ipAddress: Strategy = { rules: ipAddressRules }
