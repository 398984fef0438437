import type { FieldError } from '../../../k8s/field-error.ts'
import { versionErrors } from '../admissionregistration/webhooks.ts'
import { forbidden, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { webhookClientErrors } from '../webhook-client.ts'

const reviewVersions = ['v1', 'v1beta1']
const notWebhook = 'should not be set when strategy is not set to Webhook'

/** How objects get from version to version; the server prints the webhook's members as if they were the conversion's. Mirrors validateCustomResourceConversion, v1.36. */
export function* conversionErrors(conversion: Field, context: ValidationContext): Generator<FieldError> {
  const strategy = conversion.child('strategy')
  if (strategy.text === '') yield required(strategy)
  else if (strategy.text !== 'None' && strategy.text !== 'Webhook') yield notSupported(strategy, ['None', 'Webhook'])
  const webhook = conversion.child('webhook')
  const client = webhook.child('clientConfig').printedAs(`${conversion.name}.webhookClientConfig`)
  const versions = webhook.child('conversionReviewVersions').printedAs(`${conversion.name}.conversionReviewVersions`)
  if (strategy.text === 'Webhook') {
    if (client.absent) yield required(client, 'required when strategy is set to Webhook')
    else yield* webhookClientErrors(client, context)
    if (versions.empty) yield required(versions)
    else yield* versionErrors(versions, reviewVersions)
    return
  }
  if (!client.absent) yield forbidden(client, notWebhook)
  if (!versions.empty) yield forbidden(versions, notWebhook)
}
