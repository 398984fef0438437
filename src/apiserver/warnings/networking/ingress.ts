import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { isStruct } from '../../defaults/fill.ts'
import { ingressClassAnnotation } from '../../validation/networking/ingress.ts'

/** Mirrors pkg/registry/networking/ingress/strategy.go WarningsOnCreate, v1.36. */
export function ingressWarnings({ metadata, spec }: KubernetesObject): readonly ServerWarning[] {
  if (!Object.hasOwn(metadata?.annotations ?? {}, ingressClassAnnotation) || hasClass(spec)) return []
  const message = `annotation "${ingressClassAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`
  return [{ message, path: ['metadata', 'annotations', ingressClassAnnotation] }]
}

function hasClass(spec: unknown): boolean {
  return isStruct(spec) && spec['ingressClassName'] !== undefined && spec['ingressClassName'] !== null
}
