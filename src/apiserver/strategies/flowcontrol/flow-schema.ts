import { flowSchemaDefaults } from '../../defaults/flowcontrol/flow-schema.ts'
import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { flowSchemaRules } from '../../validation/flowcontrol/flow-schema.ts'

export const flowSchema: Strategy = { defaults: flowSchemaDefaults, prepare: withoutStatus, rules: flowSchemaRules }
