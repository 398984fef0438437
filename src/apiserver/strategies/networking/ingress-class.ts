import { ingressClassDefaults } from '../../defaults/networking/ingress-class.ts'
import type { Strategy } from '../../strategy.ts'
import { ingressClassRules } from '../../validation/networking/ingress-class.ts'

/** Mirrors pkg/registry/networking/ingressclass/strategy.go, v1.36. */
export const ingressClass: Strategy = {
  defaults: ingressClassDefaults,
  rules: ingressClassRules,
}
