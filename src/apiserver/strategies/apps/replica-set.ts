import { replicaSetDefaults } from '../../defaults/apps/replica-set.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateRules } from '../../validation/core/pod-template.ts'

export const replicaSet: Strategy = { defaults: replicaSetDefaults, rules: podTemplateRules }
