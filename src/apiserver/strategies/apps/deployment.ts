import { deploymentDefaults } from '../../defaults/apps/deployment.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateRules } from '../../validation/core/pod-template.ts'

export const deployment: Strategy = { defaults: deploymentDefaults, rules: podTemplateRules }
