/** What the input or the API leaves open, and an answer depends on. */
export const reasons = [
  'ip-block-selects-pods',
  'host-network-pods',
  'namespace-labels',
  'pod-address',
  'node-of-pod',
  'unevaluated-policies',
  'replica',
  'domain-names',
  'source-address',
  'external-name',
  'endpoints',
] as const
export type Reason = (typeof reasons)[number]

/** Several reasons as one number. */
export type Reasons = number

export const noReasons: Reasons = 0

export function reason(name: Reason): Reasons {
  return 1 << reasons.indexOf(name)
}

/** The names of reasons, in their order. */
export function reasonNames(mask: Reasons): readonly Reason[] {
  return reasons.filter((_, i) => (mask & (1 << i)) !== 0)
}
