import { isPlainServiceAccount } from '../../plain/core.ts'
import { prepareServiceAccount } from '../../prepare/core/service-account.ts'
import type { Strategy } from '../../strategy.ts'
import { serviceAccountWarnings } from '../../warnings/core/service-account.ts'

export const serviceAccount: Strategy = { prepare: prepareServiceAccount, isPlain: isPlainServiceAccount, warnings: serviceAccountWarnings }
