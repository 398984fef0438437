import { apiGroup } from '../k8s/api-group.ts'
import { nearestName } from '../k8s/nearest.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import { builtInGroups } from './built-in-groups.ts'
import type { ResourceType } from './resource-type.ts'
import { allResourceTypes, resourceTypesOfKind } from './resource-types.ts'

/** The built-in kind that a misspelt or outdated apiVersion and kind surely mean; undefined for what a custom resource can be. */
export function nearestKind(
  apiVersion: string,
  kind: string,
  version: KubernetesVersion
): { readonly apiVersion: string; readonly kind: string } | undefined {
  const group = intendedGroup(apiVersion)
  if (group === undefined) return undefined
  const types = allResourceTypes(version)
  const ofGroup = types.filter(type => type.group === group)
  const spelling = intendedKind(kind, ofGroup) ?? (isBuiltInGroup(apiGroup(apiVersion)) ? intendedKind(kind, types) : undefined)
  if (spelling === undefined) return undefined
  const candidates = resourceTypesOfKind(spelling, version)
  const writtenVersion = apiVersion.slice(apiVersion.indexOf('/') + 1)
  const found =
    candidates.find(type => type.group === group && type.version === writtenVersion) ??
    candidates.find(type => type.group === group) ??
    candidates[0]
  return found === undefined ? undefined : { apiVersion: found.apiVersion, kind: found.kind }
}

/** Whether a group is one of Kubernetes' own, so that no custom resource can be in it. */
export function isBuiltInGroup(group: string): boolean {
  return builtInGroups.has(group)
}

/** The built-in group that an apiVersion surely means: also one without its `.k8s.io` or its version, or misspelt. */
function intendedGroup(apiVersion: string): string | undefined {
  const group = apiGroup(apiVersion)
  if (group === '' && (apiVersion === '' || /^[vV]?\d/.test(apiVersion))) return ''
  const written = group === '' ? apiVersion : group
  if (builtInGroups.has(written)) return written
  for (const known of builtInGroups) if (known.endsWith('.k8s.io') && known.split('.')[0] === written) return known
  return written.endsWith('.x-k8s.io') ? undefined : nearestName(written, builtInGroups)
}

function intendedKind(kind: string, types: readonly ResourceType[]): string | undefined {
  const lower = kind.toLowerCase()
  const same = types.find(type => type.kind === kind) ?? types.find(type => type.kind.toLowerCase() === lower || type.plural === lower)
  if (same !== undefined) return same.kind
  return nearestName(
    kind,
    types.map(type => type.kind)
  )
}
