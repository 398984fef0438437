import type { Cluster } from '../cluster/cluster.ts'
import type { Context } from './rule.ts'

/** A label of somebody's own domain that no pod is written with: programs that elect a leader give it to their pods as they run. */
export function isOwnLabel(key: string, { cluster, simulate }: Context<string>): boolean {
  if (!key.includes('/') || /(?:^|\.)(?:kubernetes|k8s)\.io\//.test(key)) return false
  return cluster.podTemplates.length > 0 && !simulate(labelKeys).has(key)
}

function labelKeys(cluster: Cluster): ReadonlySet<string> {
  return new Set(cluster.podTemplates.flatMap(({ metadata }) => Object.keys(metadata.labels ?? {})))
}
