import { immutable } from './immutable.ts'
import type { UpdateStrategy } from './strategy.ts'

/** Mirrors pkg/apis/resource/validation/validation.go ValidateResourceClaimUpdate, v1.36. */
export const resourceClaim: UpdateStrategy = {
  checks: ['metadata', 'metadata-update', immutable('spec', { zero: {}, struct: 'ResourceClaimSpec' })],
}

/** Mirrors ValidateResourceClaimTemplateUpdate, v1.36. */
export const resourceClaimTemplate: UpdateStrategy = {
  checks: ['metadata', 'rules', 'metadata-update', immutable('spec', { zero: {}, struct: 'ResourceClaimTemplateSpec' })],
}

/** Mirrors ValidateResourceSliceUpdate, v1.36. */
export const resourceSlice: UpdateStrategy = {
  counts: ['spec'],
  checks: [
    'metadata-update',
    'rules',
    immutable('spec.pool.name', { zero: '' }),
    immutable('spec.driver', { zero: '' }),
    immutable('spec.nodeName'),
  ],
}

/** Mirrors ValidateDeviceClassUpdate, v1.36. */
export const deviceClass: UpdateStrategy = { counts: ['spec'] }
