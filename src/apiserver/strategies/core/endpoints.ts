import { endpointsDefaults } from '../../defaults/core/endpoints.ts'
import type { Strategy } from '../../strategy.ts'
import { endpointsRules } from '../../validation/core/endpoints.ts'
import { endpointsWarnings } from '../../warnings/core/endpoints.ts'

/** Mirrors pkg/registry/core/endpoint/strategy.go, v1.36. */
export const endpoints: Strategy = { defaults: endpointsDefaults, rules: endpointsRules, warnings: endpointsWarnings }
