import { secretDefaults } from '../../defaults/core/secret.ts'
import { isPlainSecret } from '../../plain/core.ts'
import { prepareSecret } from '../../prepare/core/secret.ts'
import type { Strategy } from '../../strategy.ts'
import { secretRules } from '../../validation/core/secret.ts'
import { secretWarnings } from '../../warnings/core/secret.ts'

export const secret: Strategy = {
  defaults: secretDefaults,
  prepare: prepareSecret,
  rules: secretRules,
  isPlain: isPlainSecret,
  warnings: secretWarnings,
}
