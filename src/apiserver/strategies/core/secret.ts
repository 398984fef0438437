import { secretDefaults } from '../../defaults/core/secret.ts'
import type { Strategy } from '../../strategy.ts'

export const secret: Strategy = { defaults: secretDefaults }
