import type { Strategy } from '../../strategy.ts'
import { volumeAttributesClassRules } from '../../validation/storage/volume-attributes-class.ts'

export const volumeAttributesClass: Strategy = { rules: volumeAttributesClassRules }
