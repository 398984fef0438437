import { webhookDefaults } from '../../defaults/admissionregistration/webhooks.ts'
import type { Strategy } from '../../strategy.ts'
import { mutatingWebhookRules } from '../../validation/admissionregistration/webhooks.ts'
import { reservedNameWarnings } from '../../warnings/admissionregistration.ts'

export const mutatingWebhookConfiguration: Strategy = {
  defaults: webhookDefaults,
  rules: mutatingWebhookRules,
  warnings: reservedNameWarnings,
}
