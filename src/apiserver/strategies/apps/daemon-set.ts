import { daemonSetDefaults } from '../../defaults/apps/daemon-set.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateRules } from '../../validation/core/pod-template.ts'

export const daemonSet: Strategy = { defaults: daemonSetDefaults, rules: podTemplateRules }
