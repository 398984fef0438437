import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { nodeSelectorRules } from '../core/node-selector.ts'
import { invalid, invalidAll, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { struct } from '../struct.ts'
import { errorsOf } from '../validate.ts'
import { structSetErrors } from './collections.ts'
import { counterNameErrors, countersErrors } from './counters.ts'
import { deviceErrors } from './device.ts'
import { driverErrors, poolNameErrors } from './names.ts'

const mostDevices = 128
const mostAdvancedDevices = 64
const mostCounterSets = 8
const oneOfNodes = 'exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required'
const listAttributes = ['bools', 'ints', 'strings', 'versions']

/** Mirrors pkg/apis/resource/validation/validation.go validateResourceSliceSpec, v1.36. */
export const resourceSliceRules: readonly Rule[] = [struct('spec', [{ errors: specErrors }])]

function* specErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  yield* driverErrors(spec.child('driver'), context)
  const pool = spec.child('pool')
  yield* poolNameErrors(pool.child('name'))
  const count = pool.child('resourceSliceCount')
  const generation = pool.child('generation')
  if (numberOf(count) <= 0) yield invalid(count, 'must be greater than zero', numberOf(count))
  if (numberOf(generation) < 0) yield invalid(generation, 'must be greater than or equal to zero')
  yield* nodesErrors(spec, context)
  const devices = spec.child('devices')
  const counters = spec.child('sharedCounters')
  if (!counters.absent && !devices.absent) yield invalid(spec, 'only one of `sharedCounters` or `devices` is allowed', '')
  const perDevice = spec.child('perDeviceNodeSelection').value === true
  const most = devices.items.some(isAdvanced) ? mostAdvancedDevices : mostDevices
  yield* structSetErrors(devices, most, device => deviceErrors(device, perDevice, context), 'name', context)
  yield* structSetErrors(counters, mostCounterSets, set => counterSetErrors(set, context), 'name', context)
}

/** Which nodes reach the devices. */
function* nodesErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const set: string[] = []
  const name = spec.child('nodeName')
  if (name.text !== '') {
    set.push('`nodeName`')
    yield* invalidAll(name, dnsSubdomainErrors(name.text))
  } else if (!name.absent) yield invalid(name, 'must be either unset or set to a non-empty string', '')
  const selector = spec.child('nodeSelector')
  if (!selector.absent) {
    set.push('`nodeSelector`')
    yield* errorsOf(selector, nodeSelectorRules, context)
    const terms = selector.child('nodeSelectorTerms')
    if (terms.items.length !== 1)
      yield invalid(terms, 'must have exactly one node selector term', terms.absent ? null : terms.items.map(goTerm))
  }
  for (const flag of ['allNodes', 'perDeviceNodeSelection']) {
    const field = spec.child(flag)
    if (field.value === true) set.push(`\`${flag}\``)
    else if (!field.absent) yield invalid(field, 'must be either unset or set to true')
  }
  if (set.length === 0) yield required(spec, oneOfNodes)
  else if (set.length > 1) yield invalid(spec, `${oneOfNodes}, but multiple fields are set`, `{${set.join(', ')}}`)
}

/** A term as an error shows it: by the names of its Go fields. */
function goTerm(term: Field): unknown {
  const requirements = (name: string): unknown =>
    term.child(name).absent
      ? null
      : term.child(name).items.map(item => ({
          Key: item.child('key').text,
          Operator: item.child('operator').text,
          Values: item.child('values').value ?? null,
        }))
  return { MatchExpressions: requirements('matchExpressions'), MatchFields: requirements('matchFields') }
}

/** Devices with taints, counters or lists take more room. */
function isAdvanced(device: Field): boolean {
  if (!device.child('taints').empty || !device.child('consumesCounters').empty) return true
  return device.child('attributes').entries.some(attribute => listAttributes.some(name => !attribute.child(name).absent))
}

/** Mirrors validateCounterSet. */
function* counterSetErrors(set: Field, context: ValidationContext): Generator<FieldError> {
  yield* counterNameErrors(set.child('name'))
  yield* countersErrors(set.child('counters'), context)
}
