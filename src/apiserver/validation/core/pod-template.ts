import type { Rule } from '../row.ts'
import { podSpecRules } from './pod-spec.ts'

/** The pod template of a workload. Mirrors pkg/apis/core/validation/validation.go ValidatePodTemplateSpec, v1.36. */
export const podTemplateRules: readonly Rule[] = [{ at: 'spec.template.spec', rules: podSpecRules }]

/** The pod template in the template of a CronJob's Jobs. */
export const cronJobTemplateRules: readonly Rule[] = [{ at: 'spec.jobTemplate.spec.template.spec', rules: podSpecRules }]

/** The template that a PodTemplate object keeps. */
export const podTemplateObjectRules: readonly Rule[] = [{ at: 'template.spec', rules: podSpecRules }]
