import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { invalid, invalidAll, notSupported, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { structSetErrors } from './collections.ts'
import { deviceSelectorsErrors } from './device-selectors.ts'

const mostChoices = 8
const modes = ['All', 'ExactCount']
const oneOf = 'exactly one of `exactly` or `firstAvailable` is required'
const noneSince = 36
/** The first minor that looks at neither where both are there. */
const oneOnlySince = 35

/** Effects of taints of devices. */
export function taintEffects({ version }: ValidationContext): readonly string[] {
  return version.minor >= noneSince ? ['NoExecute', 'NoSchedule', 'None'] : ['NoExecute', 'NoSchedule']
}

/** Mirrors pkg/apis/resource/validation/validation.go validateDeviceRequest, v1.36. */
export function* deviceRequestErrors(request: Field, context: ValidationContext): Generator<FieldError> {
  yield* labelErrors(request.child('name'))
  const choices = request.child('firstAvailable')
  const exactly = request.child('exactly')
  if (choices.empty && exactly.absent) yield required(request, oneOf)
  else if (!choices.empty && !exactly.absent) {
    if (context.version.minor < oneOnlySince) {
      yield* structSetErrors(choices, mostChoices, choice => choiceErrors(choice, context), 'name', context)
      yield* exactErrors(exactly, context)
    }
    yield invalid(request, `${oneOf}, but multiple fields are set`, null)
  } else if (exactly.absent) yield* structSetErrors(choices, mostChoices, choice => choiceErrors(choice, context), 'name', context)
  else yield* exactErrors(exactly, context)
}

/** A label that must be there. */
export function* labelErrors(field: Field): Generator<FieldError> {
  yield* invalidAll(field, dnsLabelErrors(field.text), field.text)
}

function* choiceErrors(choice: Field, context: ValidationContext): Generator<FieldError> {
  yield* labelErrors(choice.child('name'))
  yield* exactErrors(choice, context)
}

/** Mirrors validateExactDeviceRequest and validateDeviceSubRequest. */
function* exactErrors(request: Field, context: ValidationContext): Generator<FieldError> {
  const deviceClass = request.child('deviceClassName')
  if (deviceClass.text === '') yield required(deviceClass)
  else yield* invalidAll(deviceClass, dnsSubdomainErrors(deviceClass.text), deviceClass.text)
  yield* deviceSelectorsErrors(request.child('selectors'), context)
  const mode = request.child('allocationMode')
  const count = request.child('count')
  if (mode.text === 'All') {
    if (numberOf(count) !== 0) yield invalid(count, "must not be specified when allocationMode is 'All'")
  } else if (mode.text === 'ExactCount') {
    if (numberOf(count) <= 0) yield invalid(count, 'must be greater than zero', numberOf(count))
  } else yield notSupported(mode, modes, mode.text)
  for (const toleration of request.child('tolerations').items) yield* tolerationErrors(toleration, context)
}

/** Mirrors validateDeviceToleration. */
function* tolerationErrors(toleration: Field, context: ValidationContext): Generator<FieldError> {
  const key = toleration.child('key')
  const operator = toleration.child('operator')
  const value = toleration.child('value')
  const effect = toleration.child('effect')
  if (key.text !== '') yield* invalidAll(key, qualifiedNameErrors(key.text, context.version))
  if (operator.text === 'Exists') {
    if (value.text !== '') yield invalid(value, 'must be empty for operator `Exists`')
  } else if (operator.text === 'Equal') yield* invalidAll(value, labelValueErrors(value.text, context.version), value.text)
  else if (operator.text === '') yield required(operator)
  else yield notSupported(operator, ['Equal', 'Exists'])
  const effects = taintEffects(context)
  if (effect.text !== '' && !effects.includes(effect.text)) yield notSupported(effect, effects)
}
