import { prepareLease } from '../../prepare/coordination/lease.ts'
import type { Strategy } from '../../strategy.ts'
import { leaseRules } from '../../validation/coordination/lease.ts'

export const lease: Strategy = { prepare: prepareLease, rules: leaseRules }
