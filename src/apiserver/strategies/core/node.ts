import { nodeDefaults } from '../../defaults/core/node.ts'
import type { Strategy } from '../../strategy.ts'

export const node: Strategy = { defaults: nodeDefaults }
