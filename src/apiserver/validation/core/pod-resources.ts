import type { FieldError } from '../../../k8s/field-error.ts'
import { isPodLevelResource, podLimits, podRequests } from '../../../k8s/pod-requests.ts'
import { compareQuantities, type Quantity } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { PodSpec } from '../../../k8s/types.ts'
import type { Field } from '../field.ts'
import { fieldError, shownName } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { podFacts } from './pod-facts.ts'
import { claimNamesErrors } from './resource-claims.ts'
import { containerResourceNameErrors, isHugePages, resourceNameErrors } from './resource-name.ts'
import { amountErrors, quantityOf, resourceRequirementsErrors } from './resource-requirements.ts'

const containersOnly = { skipPodLevelResources: true, excludeOverhead: true }

/** What is wrong with resources of a pod as a whole. Mirrors pkg/apis/core/validation/validation.go validatePodResources, v1.36. */
export function* podResourcesErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const resources = spec.child('resources')
  if (resources.absent) return
  const claims = resources.child('claims')
  if (!claims.absent)
    yield fieldError(
      'FieldValueForbidden',
      claims,
      `claims ${context.version.minor >= 34 ? 'may not' : 'cannot'} be set for Resources at pod-level`
    )
  yield* resourceRequirementsErrors(resources, podResourceNameErrors, context)
  yield* claimNamesErrors(claims, podFacts(spec, context).claimNames)
  const pod = spec.value as PodSpec
  const requests = resources.child('requests')
  for (const [name, total] of podRequests(pod, containersOnly)) yield* belowAggregate(requests, name, total, 'requests')
  const limits = resources.child('limits')
  for (const [name, total] of podLimits(pod, containersOnly)) if (isHugePages(name)) yield* belowAggregate(limits, name, total, 'limits')
  yield* containersAboveLimits(spec, limits)
}

/** What a pod needs besides its containers; the server checks it as limits. Mirrors validateOverhead, v1.36. */
export function* overheadErrors(overhead: Field, { version }: ValidationContext): Generator<FieldError> {
  const limits = overhead.printedBelow(overhead, '.limits')
  const names = limits.keys
  for (const amount of limits.entries) {
    for (const detail of containerResourceNameErrors(amount.key, version))
      yield fieldError('FieldValueInvalid', amount, detail, shownName(amount.key, version))
    yield* amountErrors(amount)
  }
  if (names.some(isHugePages) && !names.some(name => name === 'cpu' || name === 'memory'))
    yield fieldError('FieldValueForbidden', overhead, 'HugePages require cpu or memory')
}

function podResourceNameErrors(field: Field, { version }: ValidationContext): readonly FieldError[] {
  const details = resourceNameErrors(field.key, version)
  if (details.length === 0 && !isPodLevelResource(field.key))
    return [fieldError('FieldValueNotSupported', field, 'supported values: "cpu", "hugepages-", "memory"', field.key)]
  return details.map(detail => fieldError('FieldValueInvalid', field, detail, field.key))
}

function* belowAggregate(list: Field, name: string, total: Quantity, what: 'requests' | 'limits'): Generator<FieldError> {
  const field = list.entry(name)
  const given = quantityOf(field)
  if (given === undefined || compareQuantities(total, given) <= 0) return
  yield fieldError(
    'FieldValueInvalid',
    field,
    `must be greater than or equal to aggregate container ${what} of ${formatQuantity(total)}`,
    formatQuantity(given)
  )
}

function* containersAboveLimits(spec: Field, podLimitsField: Field): Generator<FieldError> {
  for (const container of spec.child('containers').items) {
    for (const field of container.at('resources.limits').entries) {
      const limit = quantityOf(field)
      const podLimit = quantityOf(podLimitsField.entry(field.key))
      if (limit === undefined || podLimit === undefined || compareQuantities(limit, podLimit) <= 0) continue
      const printed = field.printedAs(`${podLimitsField.parent!.name}.containers[${container.key}][${field.key}].limits`)
      yield fieldError(
        'FieldValueInvalid',
        printed,
        `must be less than or equal to pod limits of ${formatQuantity(podLimit)}`,
        formatQuantity(limit)
      )
    }
  }
}
