import { replicationControllerDefaults } from '../../defaults/core/replication-controller.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateRules } from '../../validation/core/pod-template.ts'

export const replicationController: Strategy = { defaults: replicationControllerDefaults, rules: podTemplateRules }
