import type { KubernetesVersion } from '../k8s/version.ts'
import type { ResourceType } from './resource-type.ts'
import { schemaTable, type TableKind } from './table.ts'

const found = new Map<TableKind, ResourceType>()

/** The built-in kind of that name in that group and version, where the version of Kubernetes serves it. */
export function findResourceType(apiVersion: string, kind: string, version: KubernetesVersion): ResourceType | undefined {
  const entry = schemaTable(version.minor).kind(apiVersion, kind)
  return entry === undefined ? undefined : resourceType(entry)
}

/** All built-in kinds of that name, in any group; of one group the newest version first. */
export function resourceTypesOfKind(kind: string, version: KubernetesVersion): readonly ResourceType[] {
  return schemaTable(version.minor)
    .kinds.filter(entry => entry.kind === kind)
    .map(resourceType)
    .sort((a, b) => (a.group === b.group ? compareVersions(b.version, a.version) : a.group < b.group ? -1 : 1))
}

/** All built-in kinds. */
export function allResourceTypes(version: KubernetesVersion): readonly ResourceType[] {
  return schemaTable(version.minor).kinds.map(resourceType)
}

function resourceType(entry: TableKind): ResourceType {
  const known = found.get(entry)
  if (known !== undefined) return known
  const { apiVersion, kind, plural, namespaced } = entry
  const slash = apiVersion.indexOf('/')
  const type: ResourceType = {
    apiVersion,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    plural,
    namespaced,
  }
  found.set(entry, type)
  return type
}

/** Mirrors apimachinery pkg/version CompareKubeAwareVersionStrings, v1.36, for versions such as `v1`, `v2beta3`, `v1alpha1`. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [versionParts(a), versionParts(b)]
  for (let i = 0; i < 3; i++) if (x[i] !== y[i]) return x[i]! - y[i]!
  return 0
}

function versionParts(text: string): readonly number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(text)
  if (match === null) return [-1, 0, 0]
  return [match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0, Number(match[1]), Number(match[3] ?? 0)]
}
