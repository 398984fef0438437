import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { allResourceTypes } from '../../../schema/resource-types.ts'
import type { StoredView } from '../admission-view.ts'
import { type Attributes, isNamespace } from './attributes.ts'
import { definedTypes } from './defined-types.ts'
import type { ResourceRule } from './policy-objects.ts'

/** As what a request is matched: its own kind, or an equivalent one of another version. */
export type MatchedType = ResourceType

/** Mirrors apiserver pkg/admission/plugin/policy/matching/matching.go matchesResourceRules, v1.36. */
export function matchResourceRules(
  rules: readonly ResourceRule[],
  matchPolicy: string | undefined,
  attributes: Attributes,
  view: StoredView,
  version: KubernetesVersion
): MatchedType | undefined {
  const { type } = attributes
  if (rules.some(rule => ruleMatches(rule, attributes, type))) return type
  if (matchPolicy !== 'Equivalent' || rules.length === 0) return undefined
  const equivalent = equivalentTypes(type, view, version)
  for (const rule of rules) for (const other of equivalent) if (ruleMatches(rule, attributes, other)) return other
  return undefined
}

/** Mirrors apiserver pkg/admission/plugin/webhook/predicates/rules/rules.go Matches, v1.36. */
export function ruleMatches(rule: ResourceRule, attributes: Attributes, type: ResourceType): boolean {
  const { apiGroups = [], apiVersions = [], operations = [], resources = [], resourceNames = [], scope = '*' } = rule
  if (!scopeMatches(scope, attributes)) return false
  if (!hasOrAll(operations, attributes.operation) || !hasOrAll(apiGroups, type.group) || !hasOrAll(apiVersions, type.version)) return false
  if (!resources.some(resource => resourceMatches(resource, type.plural, attributes.subresource))) return false
  return resourceNames.length === 0 || resourceNames.includes(attributes.name)
}

function scopeMatches(scope: string, { type, namespace }: Attributes): boolean {
  if (scope === '*') return true
  const isClusterWide = isNamespace(type) || namespace === ''
  return scope === 'Cluster' ? isClusterWide : !isClusterWide
}

function resourceMatches(written: string, plural: string, subresource: string): boolean {
  const slash = written.indexOf('/')
  const resource = slash === -1 ? written : written.slice(0, slash)
  const sub = slash === -1 ? '' : written.slice(slash + 1)
  return (resource === '*' || resource === plural) && (sub === '*' || sub === subresource)
}

function hasOrAll(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value)
}

/** The same resource in other versions. */
function equivalentTypes(type: ResourceType, view: StoredView, version: KubernetesVersion): readonly ResourceType[] {
  const all = type.custom === undefined ? allResourceTypes(version) : definedTypes(view, type.group)
  return all.filter(other => other.plural === type.plural && storedAlike(other, type) && other.apiVersion !== type.apiVersion)
}

/** Events are one resource in two groups. */
function storedAlike(one: ResourceType, other: ResourceType): boolean {
  const isEvent = ({ kind, group }: ResourceType): boolean => kind === 'Event' && (group === '' || group === 'events.k8s.io')
  return one.group === other.group || (isEvent(one) && isEvent(other))
}
