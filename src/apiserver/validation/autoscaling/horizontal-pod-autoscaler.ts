import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden, invalid, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { behaviorErrors } from './behavior.ts'
import { metricErrors } from './metric.ts'
import { crossVersionReferenceErrors } from './reference.ts'

/** Metrics that do not come from the pods themselves. */
const outerMetrics = new Set(['Object', 'External'])
/** The first minor that has declarative rules for the bounds, in their words. */
const declarativeSince = 36
/** The first minor that wants an API group of what is scaled. */
const groupSince = 34

/** What a HorizontalPodAutoscaler must keep to. Mirrors pkg/apis/autoscaling/validation/validation.go validateHorizontalPodAutoscalerSpec, v1.36. */
export const horizontalPodAutoscalerRules: readonly Rule[] = [
  { errors: (autoscaler, context) => boundsErrors(autoscaler.child('spec'), context) },
  {
    errors: (autoscaler, { version }) =>
      crossVersionReferenceErrors(autoscaler.at('spec.scaleTargetRef'), { group: version.minor >= groupSince }),
  },
  { at: 'spec.metrics', each: 'item', rules: [{ errors: metricErrors }] },
  { of: 'spec', errors: autoscaler => zeroReplicasErrors(autoscaler.child('spec')) },
  { errors: autoscaler => utilizationErrors(autoscaler.at('spec.targetCPUUtilizationPercentage')) },
  { at: 'spec.behavior', rules: [{ errors: behaviorErrors }] },
]

function* boundsErrors(spec: Field, { version }: ValidationContext): Generator<FieldError> {
  const min = spec.child('minReplicas')
  const max = spec.child('maxReplicas')
  const shown = numberOf(max)
  if (!min.absent && numberOf(min) < 1) yield invalid(min, 'must be greater than or equal to 1')
  if (version.minor < declarativeSince) {
    if (shown < 1) yield invalid(max, 'must be greater than 0', shown)
  } else if (shown === 0) yield required(max, 'must be set and greater than 0')
  else if (shown < 0) yield invalid(max, 'must be greater than or equal to 1', shown)
  if (!min.absent && shown < numberOf(min)) yield invalid(max, 'must be greater than or equal to `minReplicas`', shown)
}

/** What runs no pods has no metrics of pods. Mirrors validateMetrics. */
function* zeroReplicasErrors(spec: Field): Generator<FieldError> {
  const min = spec.child('minReplicas')
  if (min.absent || numberOf(min) !== 0) return
  const metrics = spec.child('metrics')
  if (metrics.items.some(metric => outerMetrics.has(metric.child('type').text))) return
  yield forbidden(metrics, 'must specify at least one Object or External metric to support scaling to zero replicas')
}

/** The one metric of the first API version, which the server keeps as one among others. */
function* utilizationErrors(target: Field): Generator<FieldError> {
  if (target.absent || numberOf(target) >= 1) return
  yield invalid(target.printedAs('spec.metrics[0].resource.target.averageUtilization'), 'must be greater than 0')
}
