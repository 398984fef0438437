import type { Cluster, Resource } from '../../kit.ts'
import { valueAt } from '../../kit.ts'

type Annotations = Readonly<Record<string, string>>
const prefix = 'nginx.ingress.kubernetes.io/'

/** What keeps a canary from getting any traffic, and which annotation shows it. Mirrors kubernetes/ingress-nginx annotations/canary Parse, v1.13. */
export function canaryMistake(annotations: Annotations): { readonly name: string; readonly text: string } | undefined {
  const value = (name: string): string | undefined => (Object.hasOwn(annotations, prefix + name) ? annotations[prefix + name] : undefined)
  const rules = ['canary-weight', 'canary-by-header', 'canary-by-header-value', 'canary-by-header-pattern', 'canary-by-cookie']
  const first = rules.find(name => value(name) !== undefined && !(name === 'canary-weight' && value(name) === '0'))
  if (!/^(?:1|t|true)$/i.test(value('canary') ?? ''))
    return first === undefined ? undefined : { name: first, text: 'it has no effect without canary: "true"' }
  const total = Number(value('canary-weight-total') ?? 100)
  const weight = Number(value('canary-weight') ?? 0)
  if (weight < 0 || weight > total) return { name: 'canary-weight', text: `it must lie between 0 and ${total}` }
  if (value('canary-by-header') === undefined) {
    const alone = ['canary-by-header-value', 'canary-by-header-pattern'].find(name => value(name) !== undefined)
    if (alone !== undefined) return { name: alone, text: 'it has no effect without canary-by-header' }
  }
  if (value('canary-by-header-value') !== undefined && value('canary-by-header-pattern') !== undefined)
    return { name: 'canary-by-header-pattern', text: 'it is ignored beside canary-by-header-value' }
  return undefined
}

/** The hosts and paths of Ingresses that are no canaries: what a canary needs to stand beside. */
export function mainPaths(cluster: Cluster): ReadonlySet<string> {
  const mains = cluster
    .ofKind('networking.k8s.io', 'Ingress')
    .filter(({ object }) => !/^(?:1|t|true)$/i.test(object.metadata?.annotations?.[`${prefix}canary`] ?? ''))
  return new Set(mains.flatMap(pathsOf))
}

/** Namespace, host and path of every rule. */
export function pathsOf({ namespace, object }: Resource): readonly string[] {
  const rules = (valueAt(object, ['spec', 'rules']) ?? []) as readonly {
    readonly host?: string
    readonly http?: { readonly paths?: readonly { readonly path?: string }[] }
  }[]
  return rules.flatMap(({ host = '', http }) => (http?.paths ?? []).map(({ path = '/' }) => JSON.stringify([namespace, host, path])))
}
