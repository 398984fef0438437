import type { FieldError } from '../../../k8s/field-error.ts'
import { dns1035LabelErrors } from '../../../k8s/names/dns.ts'
import { fullyQualifiedNameErrors } from '../../../k8s/names/domain.ts'
import { duplicate, invalid, invalidAll, malformedAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { numeric, oneOf } from '../rows.ts'
import { struct } from '../struct.ts'
import { errorsOf } from '../validate.ts'
import { webhookClientErrors } from '../webhook-client.ts'
import { matchConditionsRule } from './match-conditions.ts'
import { requestRuleRules } from './rules.ts'

const sideEffects = ['None', 'NoneOnDryRun']
const reviewVersions = ['v1', 'v1beta1']

/** Mirrors pkg/apis/admissionregistration/validation/validation.go validateValidatingWebhook, v1.36. */
const webhookRules: readonly Rule[] = [
  { errors: webhook => malformedAll(webhook.child('name'), fullyQualifiedNameErrors(webhook.child('name').text)) },
  { at: 'rules', each: 'item', rules: requestRuleRules },
  oneOf('failurePolicy', ['Fail', 'Ignore'], 'set'),
  oneOf('matchPolicy', ['Equivalent', 'Exact'], 'set'),
  {
    at: 'sideEffects',
    reason: 'FieldValueRequired',
    check: field => (field.absent ? [`must specify one of ${sideEffects.join(', ')}`] : []),
  },
  oneOf('sideEffects', sideEffects, 'set'),
  numeric('timeoutSeconds', value => value >= 1 && value <= 30, 'the timeout value must be between 1 and 30 seconds'),
  labelSelector('namespaceSelector'),
  labelSelector('objectSelector'),
  oneOf('reinvocationPolicy', ['IfNeeded', 'Never'], 'set'),
  struct('clientConfig', [{ errors: webhookClientErrors }]),
  matchConditionsRule,
  { errors: reviewVersionErrors },
]

/** Both kinds of webhooks; validating ones have no reinvocation. */
export const validatingWebhookRules: readonly Rule[] = [{ errors: webhooksErrors }]
export const mutatingWebhookRules: readonly Rule[] = validatingWebhookRules

function* webhooksErrors(configuration: Field, context: ValidationContext): Generator<FieldError> {
  const names = new Set<string>()
  for (const webhook of configuration.child('webhooks').items) {
    yield* errorsOf(webhook, webhookRules, context)
    const name = webhook.child('name')
    if (name.text !== '' && names.has(name.text)) yield duplicate(name, name.text)
    names.add(name.text)
  }
}

/** Mirrors validateAdmissionReviewVersions. */
function* reviewVersionErrors(webhook: Field): Generator<FieldError> {
  const field = webhook.child('admissionReviewVersions')
  const versions = field.items
  if (versions.length === 0) {
    yield required(field, `must specify one of ${reviewVersions.join(', ')}`)
    return
  }
  yield* versionErrors(field, reviewVersions)
}

/** Versions of reviews, of which the server must know one. */
export function* versionErrors(field: Field, known: readonly string[]): Generator<FieldError> {
  const seen = new Set<string>()
  for (const version of field.items) {
    if (seen.has(version.text)) yield invalid(version, 'duplicate version', version.text)
    else yield* invalidAll(version, dns1035LabelErrors(version.text), version.text)
    seen.add(version.text)
  }
  if (!known.some(version => seen.has(version)))
    yield invalid(field, `must include at least one of ${known.join(', ')}`, [...field.items.map(({ text }) => text)])
}
