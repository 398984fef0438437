import { webhookDefaults } from '../../defaults/admissionregistration/webhooks.ts'
import type { Strategy } from '../../strategy.ts'
import { validatingWebhookRules } from '../../validation/admissionregistration/webhooks.ts'
import { reservedNameWarnings } from '../../warnings/admissionregistration.ts'

export const validatingWebhookConfiguration: Strategy = {
  defaults: webhookDefaults,
  rules: validatingWebhookRules,
  warnings: reservedNameWarnings,
}
