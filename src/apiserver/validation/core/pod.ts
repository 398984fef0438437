import type { Rule } from '../row.ts'
import { podSpecRules } from './pod-spec.ts'

/** Mirrors pkg/apis/core/validation/validation.go ValidatePodCreate, v1.36. */
export const podRules: readonly Rule[] = [{ at: 'spec', rules: podSpecRules }]
