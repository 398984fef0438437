import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { nodeSelectorRules } from '../core/node-selector.ts'
import { duplicate, forbidden, invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'
import { listErrors, mapErrors, structSetErrors } from './collections.ts'
import { counterNameErrors, countersErrors } from './counters.ts'
import { deviceAttributeErrors } from './device-attribute.ts'
import { labelErrors, taintEffects } from './device-request.ts'
import { attributeNameErrors } from './names.ts'
import { requestPolicyErrors } from './request-policy.ts'

const mostParts = 32
const mostTaints = 16
const mostConsumptions = 2
const mostConditions = 4
const longestKey = 63 + 1 + 32
const oneOfNodes =
  'exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when `perDeviceNodeSelection` is set to true in the ResourceSlice spec'
const notHere =
  '`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection` is set to true in the ResourceSlice spec'

/** Mirrors pkg/apis/resource/validation/validation.go validateDevice, v1.36. */
export function* deviceErrors(device: Field, perDevice: boolean, context: ValidationContext): Generator<FieldError> {
  const isShared = device.child('allowMultipleAllocations').value === true
  yield* labelErrors(device.child('name'))
  const attributes = device.child('attributes')
  const capacity = device.child('capacity')
  const parts = attributes.keys.length + capacity.keys.length
  if (parts > mostParts) yield invalid(device, `the total number of attributes and capacities must not exceed ${mostParts}`, parts)
  const keyErrors = (key: Field): Iterable<FieldError> => attributeNameErrors(key, context, key.key)
  yield* mapErrors(attributes, longestKey, keyErrors, attribute => deviceAttributeErrors(attribute, context), context)
  yield* mapErrors(capacity, longestKey, keyErrors, part => capacityErrors(part, isShared), context)
  yield* listErrors(device.child('taints'), mostTaints, taint => taintErrors(taint, context))
  yield* structSetErrors(
    device.child('consumesCounters'),
    mostConsumptions,
    item => consumptionErrors(item, context),
    'counterSet',
    context
  )
  if (perDevice) yield* nodesErrors(device, context)
  else if (['nodeName', 'nodeSelector', 'allNodes'].some(name => !device.child(name).absent)) yield invalid(device, notHere, null)
  yield* conditionsErrors(device, context)
}

function* capacityErrors(capacity: Field, isShared: boolean): Generator<FieldError> {
  const policy = capacity.child('requestPolicy')
  if (policy.absent) return
  if (isShared) yield* requestPolicyErrors(capacity, policy)
  else yield forbidden(policy, 'allowMultipleAllocations must be true')
}

/** Mirrors validateDeviceTaint. */
function* taintErrors(taint: Field, context: ValidationContext): Generator<FieldError> {
  const key = taint.child('key')
  const value = taint.child('value')
  const effect = taint.child('effect')
  yield* invalidAll(key, qualifiedNameErrors(key.text, context.version), key.text)
  if (value.text !== '') yield* invalidAll(value, labelValueErrors(value.text, context.version))
  if (effect.text === '') yield required(effect)
  else if (!taintEffects(context).includes(effect.text)) yield notSupported(effect, taintEffects(context))
}

function* consumptionErrors(consumption: Field, context: ValidationContext): Generator<FieldError> {
  yield* counterNameErrors(consumption.child('counterSet'))
  yield* countersErrors(consumption.child('counters'), context)
}

function* nodesErrors(device: Field, context: ValidationContext): Generator<FieldError> {
  const set: string[] = []
  const name = device.child('nodeName')
  if (name.text !== '') {
    set.push('`nodeName`')
    yield* invalidAll(name, dnsSubdomainErrors(name.text))
  } else if (!name.absent) yield invalid(name, 'must not be empty', '')
  const selector = device.child('nodeSelector')
  if (!selector.absent) {
    set.push('`nodeSelector`')
    yield* errorsOf(selector, nodeSelectorRules, context)
  }
  const all = device.child('allNodes')
  if (all.value === true) set.push('`allNodes`')
  else if (!all.absent) yield invalid(all, 'must be either unset or set to true')
  if (set.length === 0) yield required(device, oneOfNodes)
  else if (set.length > 1) yield invalid(device, oneOfNodes, `{${set.join(', ')}}`)
}

/** Mirrors validateDeviceBindingParameters. */
function* conditionsErrors(device: Field, { version }: ValidationContext): Generator<FieldError> {
  const good = device.child('bindingConditions')
  const bad = device.child('bindingFailureConditions')
  for (const list of [good, bad])
    yield* listErrors(list, mostConditions, item => invalidAll(item, qualifiedNameErrors(item.text, version), item.text))
  const goodNames = new Set(good.items.map(({ text }) => text))
  for (const list of [good, bad]) {
    const seen = new Set<string>()
    for (const item of list.items) {
      if (seen.has(item.text)) yield duplicate(item, item.text)
      seen.add(item.text)
      if (list === bad && goodNames.has(item.text))
        yield invalid(item, 'bindingFailureConditions must not overlap with bindingConditions', item.text)
    }
  }
  if (good.empty && !bad.empty) yield invalid(good, 'bindingConditions are required to use bindingFailureConditions')
  if (bad.empty && !good.empty) yield invalid(bad, 'bindingFailureConditions are required to use bindingConditions')
}
