import { volumeAttachmentDefaults } from '../../defaults/storage/volume-attachment.ts'
import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { volumeAttachmentRules } from '../../validation/storage/volume-attachment.ts'

export const volumeAttachment: Strategy = { defaults: volumeAttachmentDefaults, prepare: withoutStatus, rules: volumeAttachmentRules }
