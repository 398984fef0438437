import { podTemplateDefaults } from '../../defaults/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateObjectRules } from '../../validation/core/pod-template.ts'

export const podTemplate: Strategy = { defaults: podTemplateDefaults, rules: podTemplateObjectRules }
