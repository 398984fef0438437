import { jobDefaults } from '../../defaults/batch/job.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateRules } from '../../validation/core/pod-template.ts'

export const job: Strategy = { defaults: jobDefaults, rules: podTemplateRules }
