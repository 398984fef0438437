import type { PolicyRule } from '../../k8s/rbac.ts'

/** A question about an object or a collection of them; empty texts stand for none, as in a SubjectAccessReview. */
export interface ResourceAttributes {
  readonly verb: string
  readonly namespace: string
  readonly group: string
  readonly resource: string
  readonly subresource: string
  readonly name: string
}

/** A question about a path of the server that is no resource. */
export interface NonResourceAttributes {
  readonly verb: string
  readonly path: string
}
export type Attributes = ResourceAttributes | NonResourceAttributes

/** Whether a rule allows what is asked. Mirrors plugin/pkg/auth/authorizer/rbac/rbac.go RuleAllows, v1.36. */
export function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!hasOrAll(rule.verbs, attributes.verb)) return false
  if ('path' in attributes) return (rule.nonResourceURLs ?? []).some(url => urlMatches(url, attributes.path))
  const { group, resource, subresource, name } = attributes
  return hasOrAll(rule.apiGroups, group) && resourceMatches(rule, resource, subresource) && nameMatches(rule, name)
}

/** `*` and a prefix before `*` stand for all that begins so. Mirrors pkg/apis/rbac/v1/evaluation_helpers.go NonResourceURLMatches, v1.36. */
export function urlMatches(pattern: string, path: string): boolean {
  if (pattern === path) return true
  let end = pattern.length
  while (pattern[end - 1] === '*') end--
  return end < pattern.length && path.startsWith(pattern.slice(0, end))
}

/** Whether a list has a value, or `*`. */
export function hasOrAll(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value))
}

function resourceMatches({ resources = [] }: PolicyRule, resource: string, subresource: string): boolean {
  if (subresource === '') return hasOrAll(resources, resource)
  return hasOrAll(resources, `${resource}/${subresource}`) || resources.includes(`*/${subresource}`)
}

function nameMatches({ resourceNames = [] }: PolicyRule, name: string): boolean {
  return resourceNames.length === 0 || resourceNames.includes(name)
}
