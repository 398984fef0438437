import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { ingressClassAnnotation } from '../../validation/networking/ingress.ts'

/** Mirrors pkg/registry/networking/ingress/strategy.go WarningsOnCreate, v1.36. */
export function ingressWarnings({ metadata }: KubernetesObject): readonly ServerWarning[] {
  if (!Object.hasOwn(metadata?.annotations ?? {}, ingressClassAnnotation)) return []
  const message = `annotation "${ingressClassAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`
  return [{ message, path: ['metadata', 'annotations', ingressClassAnnotation] }]
}
