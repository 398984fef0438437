import type { Strategy } from '../../strategy.ts'
import { podDisruptionBudgetRules } from '../../validation/policy/pod-disruption-budget.ts'
import { withNewStatus } from '../new-status.ts'

const status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }

/** Mirrors pkg/registry/policy/poddisruptionbudget/strategy.go, v1.36. */
export const podDisruptionBudget: Strategy = { prepare: object => withNewStatus(object, status), rules: podDisruptionBudgetRules }
