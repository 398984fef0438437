import type { KubernetesObject } from '../../k8s/types.ts'
import { isStruct } from '../defaults/fill.ts'
import { immutable, unchangeable } from './immutable.ts'
import type { UpdateStrategy } from './strategy.ts'

/** Mirrors pkg/apis/scheduling/validation/validation.go ValidatePriorityClassUpdate, v1.36. */
export const priorityClass: UpdateStrategy = {
  checks: ['metadata-update', unchangeable('value', 'may not be changed in an update.'), immutable('preemptionPolicy')],
}

/** Mirrors pkg/apis/node/validation/validation.go ValidateRuntimeClassUpdate, v1.36. */
export const runtimeClass: UpdateStrategy = {
  conditional: true,
  checks: ['metadata', 'rules', 'metadata-update', immutable('handler', { zero: '' })],
}

/** Mirrors pkg/apis/coordination/validation/validation.go ValidateLeaseUpdate, v1.36. */
export const lease: UpdateStrategy = { conditional: true, checks: ['metadata-update', 'rules'] }

/** Mirrors pkg/registry/policy/poddisruptionbudget/strategy.go ValidateUpdate, v1.36. */
export const podDisruptionBudget: UpdateStrategy = { conditional: true, counts: ['spec'], checks: ['rules'] }

/** Mirrors pkg/apis/autoscaling/validation/validation.go ValidateHorizontalPodAutoscalerUpdate, v1.36. */
export const horizontalPodAutoscaler: UpdateStrategy = { checks: ['metadata-update', 'rules'] }

/** Mirrors pkg/registry/flowcontrol/flowschema/strategy.go and prioritylevelconfiguration/strategy.go, v1.36. */
export const flowControl: UpdateStrategy = { counts: ['spec'], checks: ['metadata', 'rules'] }

/** Mirrors pkg/apis/admissionregistration/validation/validation.go ValidateValidatingAdmissionPolicyUpdate and those of its kin, v1.36. */
export const admissionPolicy: UpdateStrategy = { conditional: true, counts: ['spec'], checks: ['metadata', 'rules'] }

/** Mirrors ValidateValidatingWebhookConfigurationUpdate, v1.36. */
export const webhookConfiguration: UpdateStrategy = { conditional: true, counts: ['webhooks'], checks: ['metadata', 'rules'] }

/** What is asked for cannot be asked otherwise. Mirrors pkg/registry/certificates/certificates/strategy.go PrepareForUpdate, v1.36. */
export const certificateSigningRequest: UpdateStrategy = {
  prepare: (object: KubernetesObject, old: KubernetesObject) => withOldParts(object, old, 'spec', 'status'),
  checks: ['metadata', 'rules', 'metadata-update'],
}

/** Mirrors kube-aggregator pkg/apis/apiregistration/validation/validation.go ValidateAPIServiceUpdate, v1.36. */
export const apiService: UpdateStrategy = { conditional: true, warns: 'never', checks: ['metadata-update', 'metadata', 'rules'] }

function withOldParts(object: KubernetesObject, old: KubernetesObject, ...parts: readonly ('spec' | 'status')[]): KubernetesObject {
  const kept: Record<string, unknown> = { ...object }
  for (const part of parts) {
    if (isStruct(old[part])) kept[part] = old[part]
    else delete kept[part]
  }
  return kept
}
