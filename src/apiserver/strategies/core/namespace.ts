import { namespaceDefaults } from '../../defaults/core/namespace.ts'
import { prepareNamespace } from '../../prepare/core/namespace.ts'
import type { Strategy } from '../../strategy.ts'
import { namespaceRules } from '../../validation/core/namespace.ts'

export const namespace: Strategy = { defaults: namespaceDefaults, prepare: prepareNamespace, rules: namespaceRules }
