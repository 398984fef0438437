import { templateMetadataRules } from '../meta/template-metadata.ts'
import type { Rule } from '../row.ts'
import { struct } from '../struct.ts'
import { claimSpecRules } from './persistent-volume-claim-spec.ts'

/** The claim that is made for a pod. Mirrors pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimTemplate, v1.36. */
export const claimTemplateRules: readonly Rule[] = [{ at: 'metadata', rules: templateMetadataRules }, struct('spec', claimSpecRules)]
