import { labelOf, matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { PolicyRule, RoleObject } from '../../k8s/rbac.ts'
import type { LabelSelector } from '../../k8s/types.ts'

/** A rule that a role grants, and where it is written: in the role itself, or in one that it aggregates. */
export interface RoleRule {
  readonly rule: PolicyRule
  readonly writtenIn: RoleObject
  readonly index: number
}

/** Whether the rules of a role are those of others, whatever it says itself. */
export function aggregates(role: RoleObject): boolean {
  return (role.aggregationRule?.clusterRoleSelectors ?? []).length > 0
}

/**
 * The rules that the controller keeps in a role that aggregates, each once.
 * Mirrors pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go syncClusterRole, v1.36, once it has nothing left to do.
 */
export function aggregatedRules(role: RoleObject, clusterRoles: ClusterRoleIndex): readonly RoleRule[] {
  const rules = new Map<string, RoleRule>()
  const seen = new Set([role])
  const pending = lastFirst(clusterRoles.selectedBy(role))
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    if (aggregates(next)) for (const part of lastFirst(clusterRoles.selectedBy(next))) pending.push(part)
    else
      for (const written of ownRules(next)) {
        const key = identityOf(written.rule)
        if (!rules.has(key)) rules.set(key, written)
      }
  }
  return [...rules.values()]
}

function lastFirst(roles: readonly RoleObject[]): RoleObject[] {
  return [...roles].reverse()
}

/** The rules that a role writes itself. */
export function ownRules(role: RoleObject): readonly RoleRule[] {
  return (role.rules ?? []).map((rule, index) => ({ rule, writtenIn: role, index }))
}

/** Cluster roles by name and by label, so that a selector looks at few of them. */
export class ClusterRoleIndex {
  readonly #sorted: readonly RoleObject[]
  readonly #byLabel = new Map<string, RoleObject[]>()

  constructor(roles: Iterable<RoleObject>) {
    this.#sorted = [...roles].sort((a, b) => ((a.metadata?.name ?? '') < (b.metadata?.name ?? '') ? -1 : 1))
    for (const role of this.#sorted) {
      const labels = role.metadata?.labels ?? {}
      for (const key of Object.keys(labels)) {
        const list = this.#byLabel.get(labelKey(key, labels[key]!))
        if (list === undefined) this.#byLabel.set(labelKey(key, labels[key]!), [role])
        else list.push(role)
      }
    }
  }

  /** What a role aggregates: selector by selector, by name. */
  selectedBy(role: RoleObject): readonly RoleObject[] {
    return (role.aggregationRule?.clusterRoleSelectors ?? []).flatMap(selector =>
      this.#candidates(selector).filter(candidate => candidate !== role && matchesLabelSelector(selector, candidate.metadata?.labels))
    )
  }

  #candidates({ matchLabels = {} }: LabelSelector): readonly RoleObject[] {
    const [key] = Object.keys(matchLabels)
    return key === undefined ? this.#sorted : (this.#byLabel.get(labelKey(key, labelOf(matchLabels, key)!)) ?? [])
  }
}

function labelKey(key: string, value: string): string {
  return `${key}\0${value}`
}

const identities = new WeakMap<PolicyRule, string>()

/** The same text for rules that say the same. */
function identityOf(rule: PolicyRule): string {
  const known = identities.get(rule)
  if (known !== undefined) return known
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule
  const identity = JSON.stringify([verbs, apiGroups, resources, resourceNames, nonResourceURLs])
  identities.set(rule, identity)
  return identity
}
