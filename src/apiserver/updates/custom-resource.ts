import { goJson } from '../../k8s/go-json.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { CustomVersion } from '../../schema/custom/custom-version.ts'
import { isObject } from '../../schema/custom/json-schema.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { customResourceChecks } from '../strategies/custom/custom-resource.ts'
import { customResourceErrors } from '../validation/custom/custom-resource.ts'
import type { UpdateStrategy } from './strategy.ts'
import { withOldStatus } from './update-object.ts'

/** Objects of one version of a custom kind. Mirrors apiextensions-apiserver pkg/registry/customresource/strategy.go PrepareForUpdate and ValidateUpdate, v1.36. */
export async function customResourceUpdates(type: ResourceType, custom: CustomVersion): Promise<UpdateStrategy> {
  const checks = await customResourceChecks(type, custom)
  return {
    conditional: true,
    prepare: (object, old) => withGeneration(custom.hasStatus ? withOldStatus(object, old) : object, old),
    checks: [
      'metadata-update',
      ({ object, old, version }) => customResourceErrors(objectOf(object.value), checks, { version, isPod: false }, objectOf(old.value)),
    ],
  }
}

/** Everything but the metadata counts. */
function withGeneration(object: KubernetesObject, old: KubernetesObject): KubernetesObject {
  if (goJson({ ...object, metadata: null }) === goJson({ ...old, metadata: null })) return object
  const { generation } = objectOf(old.metadata)
  const next = (typeof generation === 'number' ? generation : 0) + 1
  return { ...object, metadata: { ...object.metadata, generation: next } as object }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}
