import type { KubernetesObject } from '../../../k8s/types.ts'
import { hasRules } from '../../../schema/custom/has-rules.ts'
import type { JsonSchema } from '../../../schema/custom/json-schema.ts'
import { customResourceDefinitionDefaults } from '../../defaults/apiextensions/custom-resource-definition.ts'
import { prepareDefinition } from '../../prepare/apiextensions/custom-resource-definition.ts'
import type { Strategy } from '../../strategy.ts'
import { definitionRules } from '../../validation/apiextensions/custom-resource-definition.ts'
import { Field } from '../../validation/field.ts'
import { customResourceDefinitionWarnings } from '../../warnings/apiextensions/custom-resource-definition.ts'

/** Definitions; `objects` are all that may be judged, where that is known. What compiles rules is loaded only where one has some. */
export async function customResourceDefinition(objects?: readonly KubernetesObject[]): Promise<Strategy> {
  const isSimple = objects?.every(object => object.kind !== 'CustomResourceDefinition' || !mentionsRules(object)) ?? false
  const checks = isSimple ? undefined : (await import('../../validation/apiextensions/definition-rules.ts')).definitionRuleChecks
  return {
    defaults: customResourceDefinitionDefaults,
    prepare: prepareDefinition,
    rules: definitionRules(checks),
    warnings: customResourceDefinitionWarnings,
  }
}

function mentionsRules(definition: KubernetesObject): boolean {
  return Field.root(definition)
    .at('spec.versions')
    .items.some(version => hasRules((version.at('schema.openAPIV3Schema').value ?? {}) as JsonSchema))
}
