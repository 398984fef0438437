import type { KubernetesObject } from '../../../k8s/types.ts'
import type { CustomVersion } from '../../../schema/custom/custom-version.ts'
import { withDefaults } from '../../../schema/custom/defaults.ts'
import { hasRules } from '../../../schema/custom/has-rules.ts'
import { isObject, type JsonSchema } from '../../../schema/custom/json-schema.ts'
import { withoutUnknown } from '../../../schema/custom/without-unknown.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { type CustomResourceChecks, customResourceErrors } from '../../validation/custom/custom-resource.ts'
import { customResourceWarnings } from '../../warnings/custom/custom-resource.ts'

/** Objects of one version of a custom kind. Mirrors apiextensions-apiserver pkg/registry/customresource/strategy.go, v1.36. */
export async function customResource(type: ResourceType, custom: CustomVersion): Promise<Strategy> {
  const { schema, storageSchema, hasStatus } = custom
  const checks = await customResourceChecks(type, custom)
  return {
    defaults: object => filled(object, schema),
    prepare: object => (hasStatus ? withoutStatus(object) : object),
    rules: [{ errors: ({ value }, context) => customResourceErrors(isObject(value) ? value : {}, checks, context) }],
    warnings: object => customResourceWarnings(object, custom),
    reread: object => {
      const stored = filled(storageSchema === schema ? object : withoutUnknown(object, storageSchema), storageSchema)
      return storageSchema === schema ? stored : withoutUnknown(stored, schema)
    },
  }
}

/** What validation goes by; what evaluates rules is loaded only where there are some. */
export async function customResourceChecks(type: ResourceType, custom: CustomVersion): Promise<CustomResourceChecks> {
  if (!hasRules(custom.schema)) return { type, custom }
  return { type, custom, rules: (await import('../../validation/custom/rules/rule-errors.ts')).ruleErrors }
}

function filled(object: KubernetesObject, schema: JsonSchema): KubernetesObject {
  return withDefaults(object, schema) as KubernetesObject
}
