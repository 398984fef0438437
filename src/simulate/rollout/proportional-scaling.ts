interface Scaled {
  readonly replicas: number
  /** How many there might be in all when the Deployment was last scaled. */
  readonly mostByDeployment: number
}

/**
 * What the sets of a Deployment come to when it is scaled in the middle of a rollout: each keeps its share, the oldest first in the list.
 * Mirrors pkg/controller/deployment/sync.go scale and util.GetReplicaSetProportion, v1.36.
 */
export function scaleProportionally<Set extends Scaled>(active: readonly Set[], allowed: number): ReadonlyMap<Set, number> {
  const total = active.reduce((sum, { replicas }) => sum + replicas, 0)
  const toAdd = allowed - total
  const age = new Map(active.map((set, index) => [set, index]))
  const newerFirst = toAdd > 0 ? -1 : 1
  const sorted = [...active].sort((a, b) => b.replicas - a.replicas || newerFirst * (age.get(a)! - age.get(b)!))
  const sizes = new Map<Set, number>()
  let added = 0
  for (const set of sorted) {
    const share = toAdd === 0 ? 0 : proportion(set, toAdd, added, allowed)
    sizes.set(set, set.replicas + share)
    added += share
  }
  const [first] = sorted
  if (first !== undefined && toAdd !== added) sizes.set(first, Math.max(0, sizes.get(first)! + toAdd - added))
  return sizes
}

function proportion({ replicas, mostByDeployment }: Scaled, toAdd: number, added: number, allowed: number): number {
  if (replicas === 0 || toAdd === added) return 0
  const share = Math.round((replicas * allowed) / Math.max(1, mostByDeployment)) - replicas
  const left = toAdd - added
  return toAdd > 0 ? Math.min(share, left) : Math.max(share, left)
}
