import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeOrAdd } from '../../defaults/fill.ts'

const ownFinalizer = 'kubernetes'

/** Mirrors pkg/registry/core/namespace/strategy.go PrepareForCreate, v1.36. */
export function prepareNamespace(namespace: KubernetesObject): KubernetesObject {
  const finalized = changeOrAdd(namespace, 'spec', spec => {
    const finalizers: readonly unknown[] = Array.isArray(spec['finalizers']) ? spec['finalizers'] : []
    return finalizers.includes(ownFinalizer) ? spec : { ...spec, finalizers: [...finalizers, ownFinalizer] }
  })
  return { ...finalized, status: { phase: 'Active' } }
}
