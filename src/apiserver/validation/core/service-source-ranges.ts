import type { FieldError } from '../../../k8s/field-error.ts'
import { cidrErrors } from '../../../k8s/names/cidr.ts'
import { forbidden, invalid, invalidAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

const annotationKey = 'service.beta.kubernetes.io/load-balancer-source-ranges'
/** The first minor that looks at each range by itself. */
const singlySince = 30
const loadBalancersOnly = "may only be used when `type` is 'LoadBalancer'"

/**
 * The ranges that a load balancer lets in, from the field or else from the annotation.
 * Mirrors the part of pkg/apis/core/validation/validation.go validateService about them, v1.36.
 */
export function* sourceRangesErrors(service: Field, context: ValidationContext): Generator<FieldError> {
  const spec = service.child('spec')
  const isLoadBalancer = spec.child('type').text === 'LoadBalancer'
  const ranges = spec.child('loadBalancerSourceRanges', 'LoadBalancerSourceRanges')
  if (!ranges.empty) {
    if (!isLoadBalancer) yield forbidden(ranges, loadBalancersOnly)
    yield* context.version.minor < singlySince ? togetherErrors(ranges, context) : singlyErrors(ranges, context)
    return
  }
  const annotation = service.at('metadata.annotations').entry(annotationKey)
  if (annotation.absent) return
  if (!isLoadBalancer) yield forbidden(annotation, loadBalancersOnly)
  const text = annotation.text.trim()
  if (text === '') return
  if (context.version.minor < singlySince) {
    if (text.split(',').some(range => cidrErrors(range.trim(), context.version).length > 0))
      yield invalid(annotation, 'must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ')
    return
  }
  for (const range of text.split(',')) yield* invalidAll(annotation, cidrErrors(range.trim(), context.version), range.trim())
}

function* singlyErrors(ranges: Field, { version }: ValidationContext): Generator<FieldError> {
  for (const range of ranges.items) {
    const text = range.text.trim()
    yield* invalidAll(range, cidrErrors(text, version), text)
  }
}

function* togetherErrors(ranges: Field, { version }: ValidationContext): Generator<FieldError> {
  if (ranges.items.some(range => cidrErrors(range.text.trim(), version).length > 0))
    yield invalid(
      ranges,
      'must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ',
      `[${ranges.items.map(({ text }) => text).join(' ')}]`
    )
}
