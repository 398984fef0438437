import { prepareSigningRequest } from '../../prepare/certificates/certificate-signing-request.ts'
import type { Strategy } from '../../strategy.ts'
import { certificateSigningRequestRules } from '../../validation/certificates/certificate-signing-request.ts'

export const certificateSigningRequest: Strategy = { prepare: prepareSigningRequest, rules: certificateSigningRequestRules }
