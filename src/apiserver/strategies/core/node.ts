import { nodeDefaults } from '../../defaults/core/node.ts'
import { prepareNode } from '../../prepare/core/node.ts'
import type { Strategy } from '../../strategy.ts'
import { nodeRules } from '../../validation/core/node.ts'
import { nodeWarnings } from '../../warnings/core/node.ts'

export const node: Strategy = { defaults: nodeDefaults, prepare: prepareNode, rules: nodeRules, warnings: nodeWarnings }
