import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { change, changeItems, isStruct } from '../../defaults/fill.ts'
import type { StageContext } from '../../strategy.ts'
import { without, withoutStatus } from '../drop.ts'

/** The first minor with CustomResourceFieldSelectors on. */
const selectableSince = 31

/** Mirrors apiextensions-apiserver pkg/registry/customresourcedefinition/strategy.go PrepareForCreate, v1.36. */
export function prepareDefinition(definition: KubernetesObject, { version }: StageContext): KubernetesObject {
  const kept = withoutSelectableFields(withoutStatus(definition), version)
  const versions = isStruct(kept.spec) && Array.isArray(kept.spec['versions']) ? (kept.spec['versions'] as readonly unknown[]) : []
  const stored = versions.find(version => isStruct(version) && version['storage'] === true)
  return isStruct(stored) ? { ...kept, status: { storedVersions: [stored['name']] } } : kept
}

function withoutSelectableFields(definition: KubernetesObject, { minor }: KubernetesVersion): KubernetesObject {
  if (minor >= selectableSince) return definition
  return change(definition, 'spec', spec => changeItems(spec, 'versions', version => without(version, ['selectableFields'])))
}
