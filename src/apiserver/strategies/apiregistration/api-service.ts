import { apiServiceDefaults } from '../../defaults/apiregistration/api-service.ts'
import { prepareApiService } from '../../prepare/apiregistration/api-service.ts'
import type { Strategy } from '../../strategy.ts'
import { apiServiceRules } from '../../validation/apiregistration/api-service.ts'

export const apiService: Strategy = { defaults: apiServiceDefaults, prepare: prepareApiService, rules: apiServiceRules }
