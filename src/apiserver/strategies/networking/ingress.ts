import { isPlainIngress } from '../../plain/networking.ts'
import type { Strategy } from '../../strategy.ts'
import { ingressRules } from '../../validation/networking/ingress.ts'
import { ingressWarnings } from '../../warnings/networking/ingress.ts'
import { withNewStatus } from '../new-status.ts'

/** Mirrors pkg/registry/networking/ingress/strategy.go, v1.36. */
export const ingress: Strategy = {
  prepare: object => withNewStatus(object, { loadBalancer: {} }),
  rules: ingressRules,
  isPlain: isPlainIngress,
  warnings: ingressWarnings,
}
