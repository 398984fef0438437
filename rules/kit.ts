export { Cluster, objectAs } from '../src/cluster/cluster.ts'
export type { Declaration } from '../src/cluster/declaration.ts'
export { FieldRef } from '../src/cluster/field-ref.ts'
export { mayHaveLabel, PodLabelIndex } from '../src/cluster/pod-labels.ts'
export type { PodTemplate } from '../src/cluster/pod-template.ts'
export { type ConfigReference, configReferences } from '../src/cluster/references.ts'
export { type Resource, resourceTitle } from '../src/cluster/resource.ts'
export { type FieldPath, formatFieldPath, valueAt } from '../src/k8s/field-path.ts'
export { goQuote } from '../src/k8s/go-quote.ts'
export { isNearly, nearestName } from '../src/k8s/nearest.ts'
export { compareQuantities, parseQuantity } from '../src/k8s/quantity.ts'
export type * from '../src/k8s/types.ts'
export { declaresAllPods } from '../src/lint/declared-pods.ts'
export { decodeErrorRule } from '../src/lint/decode-error-rule.ts'
export { fieldErrorRule } from '../src/lint/field-error-rule.ts'
export { type Context, type DocumentView, defineRule, type FixProposal, type Place } from '../src/lint/rule.ts'
export { quotedTexts } from '../src/lint/server-words.ts'
export { asWritten, writtenText, writtenValue } from '../src/lint/written-text.ts'
export {
  type SchedulingCause,
  type SchedulingFailure,
  type SchedulingOutcome,
  scheduling,
} from '../src/simulate/control-plane/index.ts'
