import { customResourceDefinitionDefaults } from '../../defaults/apiextensions/custom-resource-definition.ts'
import { prepareDefinition } from '../../prepare/apiextensions/custom-resource-definition.ts'
import type { Strategy } from '../../strategy.ts'
import { customResourceDefinitionRules } from '../../validation/apiextensions/custom-resource-definition.ts'
import { customResourceDefinitionWarnings } from '../../warnings/apiextensions/custom-resource-definition.ts'

export const customResourceDefinition: Strategy = {
  defaults: customResourceDefinitionDefaults,
  prepare: prepareDefinition,
  rules: customResourceDefinitionRules,
  warnings: customResourceDefinitionWarnings,
}
