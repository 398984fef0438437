import { statefulSetDefaults } from '../../defaults/apps/stateful-set.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateRules } from '../../validation/core/pod-template.ts'

export const statefulSet: Strategy = { defaults: statefulSetDefaults, rules: podTemplateRules }
