import type { ResourceRule } from '../../apiserver/admission/admission-policy/policy-objects.ts'
import type { ResourceType } from '../../schema/resource-type.ts'

const mostKinds = 10

/**
 * The kinds whose objects a policy's rules name without wildcards, ten of one rule at most, in order of group, version and kind.
 * Mirrors apiserver pkg/admission/plugin/policy/validating/typechecking.go typesToCheck, v1.36.
 */
export function kindsToCheck(rules: readonly ResourceRule[], served: readonly ResourceType[]): readonly ResourceType[] {
  const kinds = new Map<string, ResourceType>()
  for (const { apiGroups = [], apiVersions = [], resources = [] } of rules) {
    if ([...apiGroups, ...apiVersions].some(text => text.includes('*'))) continue
    let count = 0
    const named = resources.filter(resource => !/[*/]/.test(resource))
    for (const group of [...apiGroups].sort())
      for (const version of [...apiVersions].sort())
        for (const resource of [...named].sort())
          for (const type of kindsFor(served, group, version, resource)) {
            kinds.set(`${type.group}\u0000${type.version}\u0000${type.kind}`, type)
            count++
            if (count === mostKinds) return sorted(kinds)
          }
  }
  return sorted(kinds)
}

/** An empty group stands for any. Mirrors apimachinery pkg/api/meta/restmapper.go KindsFor, v1.36. */
function kindsFor(served: readonly ResourceType[], group: string, version: string, resource: string): readonly ResourceType[] {
  const name = resource.toLowerCase()
  return served.filter(
    type => type.version === version && (group === '' || type.group === group) && (type.plural === name || type.kind.toLowerCase() === name)
  )
}

function sorted(kinds: ReadonlyMap<string, ResourceType>): readonly ResourceType[] {
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, type]) => type)
}
