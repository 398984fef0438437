import { namespaceDefaults } from '../../defaults/core/namespace.ts'
import type { Strategy } from '../../strategy.ts'

export const namespace: Strategy = { defaults: namespaceDefaults }
