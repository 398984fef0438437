import { cronJobDefaults } from '../../defaults/batch/cron-job.ts'
import type { Strategy } from '../../strategy.ts'
import { cronJobTemplateRules } from '../../validation/core/pod-template.ts'

export const cronJob: Strategy = { defaults: cronJobDefaults, rules: cronJobTemplateRules }
