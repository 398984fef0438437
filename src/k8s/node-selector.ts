import { type Labels, labelOf } from './label-selector.ts'
import type { LabelSelectorRequirement, NodeSelectorTerm } from './types.ts'

/** What node selectors look at. */
export interface SelectableNode {
  readonly name: string
  readonly labels: Labels
}

const minInt64 = -(1n << 63n)
const maxInt64 = (1n << 63n) - 1n

/** Whether any term selects the node; no terms select nothing. Mirrors component-helpers/scheduling/corev1/nodeaffinity NodeSelector.Match, v1.36. */
export function matchesNodeSelectorTerms(terms: readonly NodeSelectorTerm[], node: SelectableNode): boolean {
  return terms.some(term => matchesNodeSelectorTerm(term, node))
}

/** Whether a term selects the node; a term without requirements selects nothing. */
export function matchesNodeSelectorTerm(term: NodeSelectorTerm, node: SelectableNode): boolean {
  const { matchExpressions = [], matchFields = [] } = term
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  return (
    matchExpressions.every(requirement => matchesNodeSelectorRequirement(requirement, node.labels)) &&
    matchFields.every(requirement => matchesFieldRequirement(requirement, node))
  )
}

/** Whether labels meet one requirement. `Gt` and `Lt` compare 64-bit integers. */
export function matchesNodeSelectorRequirement({ key = '', operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labelOf(labels, key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
    case 'Lt': {
      const actual = value === undefined ? undefined : parseInt64(value)
      const bound = values.length === 1 ? parseInt64(values[0]!) : undefined
      if (actual === undefined || bound === undefined) return false
      return operator === 'Gt' ? actual > bound : actual < bound
    }
    default:
      return false
  }
}

/** Whether a node meets a requirement on one of its fields: only `metadata.name`, one value. */
export function matchesFieldRequirement({ key, operator, values = [] }: LabelSelectorRequirement, node: SelectableNode): boolean {
  if (key !== 'metadata.name' || values.length !== 1) return false
  if (operator === 'In') return values[0] === node.name
  return operator === 'NotIn' && values[0] !== node.name
}

function parseInt64(text: string): bigint | undefined {
  if (text.length > 64 || !/^[+-]?[0-9]+$/.test(text)) return undefined
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return value < minInt64 || value > maxInt64 ? undefined : value
}
