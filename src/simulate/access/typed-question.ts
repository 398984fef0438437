import type { Cluster } from '../../cluster/cluster.ts'
import { nearestName } from '../../k8s/nearest.ts'
import { formatKubernetesVersion, type KubernetesVersion } from '../../k8s/version.ts'
import { allResourceTypes } from '../../schema/resource-types.ts'
import type { AccessQuery } from './answer.ts'
import { type ApiResource, customResources } from './api-resources.ts'

/** A question as it is typed: `get pods/log`, `create deployments.apps`, `get /metrics`. */
export interface TypedQuestion {
  readonly verb: string
  readonly target: string
}

/** A question as a query, and what to tell whoever typed it. */
export interface TypedQuery {
  readonly query: AccessQuery
  readonly note?: string
}

/** Finds the resource that is meant, among the built-in ones and those that the input defines; questions of the namespace where it has one. */
export function typedQuery(
  { verb, target }: TypedQuestion,
  cluster: Cluster,
  options: { readonly version: KubernetesVersion; readonly namespace: string }
): TypedQuery {
  if (target.startsWith('/')) return { query: { id: 0, nonResource: { path: target, verb } } }
  const slash = target.indexOf('/')
  const typed = slash === -1 ? target : target.slice(0, slash)
  const subresource = slash === -1 ? '' : target.slice(slash + 1)
  const dot = typed.indexOf('.')
  const name = dot === -1 ? typed : typed.slice(0, dot)
  const group = dot === -1 ? undefined : typed.slice(dot + 1)
  const known = [...builtInResources(options.version), ...customResources(cluster)]
  const found = known.find(entry => isCalled(entry, name) && (group === undefined || entry.group === group))
  const namespace = found?.namespaced === false ? '' : options.namespace
  const resource = {
    verb,
    ...(namespace !== '' && { namespace }),
    group: found?.group ?? group ?? '',
    resource: found?.plural ?? name,
    ...(subresource !== '' && { subresource }),
  }
  const query: AccessQuery = { id: 0, resource }
  return found !== undefined || name === '*' ? { query } : { query, note: unknownNote(typed, name, known, options.version) }
}

function unknownNote(typed: string, name: string, known: readonly ApiResource[], version: KubernetesVersion): string {
  const meant = known.find(entry => entry.plural === nearestName(name, new Set(known.map(({ plural }) => plural))))
  const full = meant === undefined ? '' : meant.group === '' ? meant.plural : `${meant.plural}.${meant.group}`
  const hint = meant === undefined ? '' : ` Did you mean ${full}?`
  return `Neither Kubernetes ${formatKubernetesVersion(version)} nor the input has a resource ${JSON.stringify(typed)}.${hint}`
}

function isCalled({ plural, singular }: ApiResource, name: string): boolean {
  return plural === name || singular === name.toLowerCase()
}

/** Those of the core group first. */
function builtInResources(version: KubernetesVersion): readonly ApiResource[] {
  return allResourceTypes(version)
    .map(({ group, plural, kind, namespaced }) => ({ group, plural, singular: kind.toLowerCase(), namespaced }))
    .sort((a, b) => Number(a.group !== '') - Number(b.group !== ''))
}
