import { podTemplateDefaults } from '../../defaults/core/pod-template.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { podTemplateObjectRules } from '../../validation/core/pod-template.ts'
import { keptTemplateWarnings } from '../../warnings/pod-template.ts'

/** Mirrors pkg/registry/core/podtemplate/strategy.go, v1.36. */
export const podTemplate: Strategy = {
  defaults: podTemplateDefaults,
  prepare: preparePodTemplate('template'),
  rules: podTemplateObjectRules,
  warnings: keptTemplateWarnings,
}
