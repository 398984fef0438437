import { count } from './amounts.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'

/** Kinds that quotas count by a second, older name. Mirrors pkg/quota/v1/evaluator/core/registry.go legacyObjectCountAliases, v1.36. */
const aliases = new Set(['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'])

/** `count/deployments.apps`. Mirrors apiserver pkg/quota/v1/generic ObjectCountQuotaResourceNameFor, v1.36. */
export function objectCountName(plural: string, group: string): string {
  return `count/${plural}${group === '' ? '' : `.${group}`}`
}

/** Counts the objects of a kind. Mirrors objectCountEvaluator, v1.36. */
export function objectCountEvaluator(plural: string, group: string): QuotaEvaluator {
  const names = [objectCountName(plural, group), ...(group === '' && aliases.has(plural) ? [plural] : [])]
  const usage = new Map(names.map(name => [name, count(1)]))
  return {
    handles: ({ operation }) => operation === 'create',
    tracks: resource => names.includes(resource),
    matchesScope: () => false,
    usage: () => usage,
    fieldOf: () => ['metadata', 'name'],
  }
}
