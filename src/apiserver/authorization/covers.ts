import { goQuote } from '../../k8s/go-quote.ts'
import type { PolicyRule } from '../../k8s/rbac.ts'
import { hasOrAll, urlMatches } from './rule-allows.ts'

/** One verb on one resource, perhaps one name of it, or on one path. */
interface SingleRule {
  readonly verb: string
  readonly group?: string
  readonly resource?: string
  readonly name?: string
  readonly url?: string
}

/**
 * What of some rules others do not grant, as the server lists it: a line for each resource and name, sorted.
 * Mirrors component-helpers auth/rbac/validation/policy_comparator.go Covers and pkg/registry/rbac/validation/policy_compact.go CompactRules, v1.36.
 */
export function uncoveredRules(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly string[] {
  const missing = new Map<string, { readonly rule: SingleRule; readonly verbs: string[] }>()
  for (const rule of wanted)
    for (const single of singleRules(rule)) {
      if (held.some(candidate => covers(candidate, single))) continue
      const { verb, group, resource, name, url } = single
      const key = JSON.stringify(url === undefined ? [group, resource, name ?? null] : [url, verb])
      const known = missing.get(key)
      if (known === undefined) missing.set(key, { rule: single, verbs: [verb] })
      else if (url === undefined) known.verbs.push(verb)
    }
  return [...missing.values()].map(({ rule, verbs }) => compactText(rule, verbs)).sort()
}

function* singleRules(rule: PolicyRule): Generator<SingleRule> {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
  for (const group of apiGroups)
    for (const resource of resources)
      for (const verb of verbs) {
        if (resourceNames.length === 0) yield { verb, group, resource }
        for (const name of resourceNames) yield { verb, group, resource, name }
      }
  for (const url of nonResourceURLs) for (const verb of verbs) yield { verb, url }
}

function covers(held: PolicyRule, { verb, group, resource, name, url }: SingleRule): boolean {
  if (!hasOrAll(held.verbs, verb)) return false
  if (url !== undefined) return (held.nonResourceURLs ?? []).some(pattern => urlMatches(pattern, url))
  if (!hasOrAll(held.apiGroups, group!) || !coversResource(held.resources ?? [], resource!)) return false
  const names = held.resourceNames ?? []
  return names.length === 0 || (name !== undefined && names.includes(name))
}

function coversResource(held: readonly string[], resource: string): boolean {
  if (held.includes('*') || held.includes(resource)) return true
  const slash = resource.indexOf('/')
  return slash !== -1 && held.includes(`*/${resource.slice(slash + 1)}`)
}

/** Mirrors pkg/apis/rbac/v1/evaluation_helpers.go CompactString, v1.36. */
function compactText({ group, resource, name, url }: SingleRule, verbs: readonly string[]): string {
  const parts = [
    ...(group === undefined ? [] : [`APIGroups:${quotedList([group])}`]),
    ...(resource === undefined ? [] : [`Resources:${quotedList([resource])}`]),
    ...(url === undefined ? [] : [`NonResourceURLs:${quotedList([url])}`]),
    ...(name === undefined ? [] : [`ResourceNames:${quotedList([name])}`]),
    `Verbs:${quotedList(verbs)}`,
  ]
  return `{${parts.join(', ')}}`
}

/** A list of texts as Go's `%q` prints it. */
export function quotedList(texts: readonly string[]): string {
  return `[${texts.map(goQuote).join(' ')}]`
}
