import { flowSchemaDefaults } from '../../defaults/flowcontrol/flow-schema.ts'
import { withGenerationOnly } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { flowSchemaRules } from '../../validation/flowcontrol/flow-schema.ts'

export const flowSchema: Strategy = { defaults: flowSchemaDefaults, prepare: withGenerationOnly, rules: flowSchemaRules }
