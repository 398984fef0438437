import type { Rule } from '../row.ts'
import { nonNegative } from '../rows.ts'
import { requiredSelectorRules, selectedTemplateRules } from './deployment.ts'

/** What a ReplicaSet must keep to. Mirrors pkg/apis/apps/validation/validation.go ValidateReplicaSetSpec, v1.36. */
export const replicaSetRules: readonly Rule[] = [
  nonNegative('spec.replicas'),
  nonNegative('spec.minReadySeconds'),
  ...requiredSelectorRules,
  selectedTemplateRules,
]
