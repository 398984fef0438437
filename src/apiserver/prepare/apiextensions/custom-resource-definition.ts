import type { KubernetesObject } from '../../../k8s/types.ts'
import { isStruct } from '../../defaults/fill.ts'
import { withoutStatus } from '../drop.ts'

/** Mirrors apiextensions-apiserver pkg/registry/customresourcedefinition/strategy.go PrepareForCreate, v1.36. */
export function prepareDefinition(definition: KubernetesObject): KubernetesObject {
  const kept = withoutStatus(definition)
  const versions = isStruct(kept.spec) && Array.isArray(kept.spec['versions']) ? (kept.spec['versions'] as readonly unknown[]) : []
  const stored = versions.find(version => isStruct(version) && version['storage'] === true)
  return isStruct(stored) ? { ...kept, status: { storedVersions: [stored['name']] } } : kept
}
