import type { Rule } from '../row.ts'
import { struct } from '../struct.ts'
import { claimSpecRules } from './persistent-volume-claim-spec.ts'

/** Mirrors pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaim, v1.36. */
export const persistentVolumeClaimRules: readonly Rule[] = [struct('spec', claimSpecRules)]
