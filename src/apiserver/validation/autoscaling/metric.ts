import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { quantitySign } from '../../../k8s/quantity.ts'
import { containerResourceNameErrors } from '../core/resource-name.ts'
import { quantityOf } from '../core/resource-requirements.ts'
import { forbidden, invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { shownName } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { targetErrors } from './metric-target.ts'
import { crossVersionReferenceErrors } from './reference.ts'

const sources: ReadonlyMap<string, string> = new Map([
  ['ContainerResource', 'containerResource'],
  ['External', 'external'],
  ['Object', 'object'],
  ['Pods', 'pods'],
  ['Resource', 'resource'],
])
const types = [...sources.keys()]
/** What is wrong with a resource whose name is one. */
const unknownResource = /^(?:must be a standard resource|doesn't follow)/

/** The sources in the order in which the server looks for them: only the first that is there is examined. */
const inOrder: readonly (readonly [name: string, errors: (source: Field, context: ValidationContext) => Generator<FieldError>])[] = [
  ['object', objectErrors],
  ['external', externalErrors],
  ['pods', podsErrors],
  ['resource', resourceErrors],
  ['containerResource', containerResourceErrors],
]

/** One metric. Mirrors pkg/apis/autoscaling/validation/validation.go validateMetricSpec, v1.36, which speaks twice of a type that it does not know. */
export function* metricErrors(metric: Field, context: ValidationContext): Generator<FieldError> {
  const type = metric.child('type')
  const expected = sources.get(type.text)
  if (type.text === '') yield required(type, 'must specify a metric source type')
  if (expected === undefined) yield notSupported(type, types, type.text)
  const present = inOrder.filter(([name]) => !metric.child(name).absent)
  const first = present[0]
  if (first !== undefined) yield* first[1](metric.child(first[0]), context)
  if (expected === undefined) yield notSupported(type, types, type.text)
  else if (metric.child(expected).absent) yield required(metric.child(expected), 'must populate information for the given metric source')
  if (present.length === 1) return
  for (const [name] of present) if (name !== expected) yield forbidden(metric.child(name), 'must populate the given metric source only')
}

/** Mirrors validateObjectSource. */
function* objectErrors(source: Field): Generator<FieldError> {
  yield* crossVersionReferenceErrors(source.child('describedObject'), { group: false })
  yield* identifierErrors(source)
  const target = source.child('target')
  yield* targetErrors(target)
  if (target.child('value').absent && target.child('averageValue').absent)
    yield required(target.child('averageValue'), 'must set either a target value or averageValue')
}

/** Mirrors validateExternalSource. */
function* externalErrors(source: Field): Generator<FieldError> {
  yield* identifierErrors(source)
  const target = source.child('target')
  yield* targetErrors(target)
  const { absent: noValue } = target.child('value')
  const { absent: noAverage } = target.child('averageValue')
  if (noValue && noAverage) yield required(target.child('averageValue'), 'must set either a target value for metric or a per-pod target')
  if (!noValue && !noAverage) yield forbidden(target.child('value'), 'may not set both a target value for metric and a per-pod target')
}

/** Mirrors validatePodsSource. */
function* podsErrors(source: Field): Generator<FieldError> {
  yield* identifierErrors(source)
  const target = source.child('target')
  yield* targetErrors(target)
  const average = quantityOf(target.child('averageValue'))
  if (average === undefined || quantitySign(average) <= 0)
    yield required(target.child('averageValue'), 'must specify a positive target averageValue')
}

/** Mirrors validateResourceSource. */
function* resourceErrors(source: Field): Generator<FieldError> {
  const name = source.child('name')
  if (name.text === '') yield required(name, 'must specify a resource name')
  yield* resourceTargetErrors(source.child('target'))
}

/** Mirrors validateContainerResourceSource. */
function* containerResourceErrors(source: Field, { version }: ValidationContext): Generator<FieldError> {
  const name = source.child('name')
  if (name.text === '') yield required(name, 'must specify a resource name')
  else
    for (const detail of containerResourceNameErrors(name.text, version)) {
      const isOfForm = unknownResource.test(detail)
      yield invalid(name, detail, isOfForm ? shownName(name.text, version) : name.text)
    }
  const container = source.child('container')
  if (container.text === '') yield required(container, 'must specify a container')
  else yield* invalidAll(container, dnsLabelErrors(container.text))
  yield* resourceTargetErrors(source.child('target'))
}

function* resourceTargetErrors(target: Field): Generator<FieldError> {
  yield* targetErrors(target)
  const { absent: noUtilization } = target.child('averageUtilization')
  const { absent: noAverage } = target.child('averageValue')
  if (noUtilization && noAverage)
    yield required(target.child('averageUtilization'), 'must set either a target raw value or a target utilization')
  if (!noUtilization && !noAverage)
    yield forbidden(target.child('averageValue'), 'may not set both a target raw value and a target utilization')
}

/** Mirrors validateMetricIdentifier. */
function* identifierErrors(source: Field): Generator<FieldError> {
  const name = source.at('metric.name')
  if (name.text === '') yield required(name, 'must specify a metric name')
  else yield* invalidAll(name, nameIsPathSegment(name.text, false))
}
