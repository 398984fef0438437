import { prepareResourceSlice } from '../../prepare/resource/resource-slice.ts'
import type { Strategy } from '../../strategy.ts'
import { resourceSliceRules } from '../../validation/resource/resource-slice.ts'
import { resourceSliceWarnings } from '../../warnings/resource/resource-slice.ts'

export const resourceSlice: Strategy = { prepare: prepareResourceSlice, rules: resourceSliceRules, warnings: resourceSliceWarnings }
