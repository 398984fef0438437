import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { volumeAttachmentRules } from '../../validation/storage/volume-attachment.ts'

export const volumeAttachment: Strategy = { prepare: withoutStatus, rules: volumeAttachmentRules }
