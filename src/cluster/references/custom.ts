import { type FieldPath, valueAt } from '../../k8s/field-path.ts'
import type { Cluster } from '../cluster.ts'
import { FieldRef } from '../field-ref.ts'
import type { Resource } from '../resource.ts'
import { type CustomReferenceRow, gatewayRows, thirdPartyRows } from './custom-table.ts'
import type { Reference, ReferenceFamily } from './reference.ts'

const families: readonly (readonly [ReferenceFamily, readonly CustomReferenceRow[]])[] = [
  ['gateway', gatewayRows],
  ['third-party', thirdPartyRows],
]
/** Kinds that stand where a row's own kind is meant unless written, and that have no namespace. */
const clusterKinds: ReadonlySet<string> = new Set(['ClusterIssuer', 'ClusterTriggerAuthentication', 'ClusterSecretStore'])

/** What custom resources name, whose values nobody may have checked. The cluster holds those of unknown kinds, too. */
export function customReferences(cluster: Cluster): readonly Reference[] {
  const own = ownNamespace(cluster)
  return families.flatMap(([family, rows]) =>
    rows.flatMap(row => {
      const [kind, group] = splitKind(row.from)
      return cluster
        .ofKind(group, kind)
        .flatMap(from =>
          from.role === 'input' ? placesOf(from, row).flatMap(path => referenceAt(family, row, from, path, own) ?? []) : []
        )
    })
  )
}

/** The namespace of objects that name none. */
function ownNamespace({ resources }: Cluster): string {
  return resources.find(({ namespace, written }) => namespace !== null && written.metadata?.namespace === undefined)?.namespace ?? 'default'
}

function referenceAt(
  family: ReferenceFamily,
  { to, form, clusterScoped }: CustomReferenceRow,
  from: Resource,
  path: FieldPath,
  own: string
): Reference | undefined {
  const value = valueAt(from.object, path)
  const [meantKind, meantGroup] = splitKind(to)
  const namespace = from.namespace ?? own
  if (form !== 'ref') {
    // with a dot it is a name of DNS, with a slash one of another namespace, and `*` stands for several
    if (typeof value !== 'string' || value === '' || /[./*$ ]/.test(value)) return undefined
    const place = new FieldRef(from, path)
    return { family, from, at: place, group: meantGroup, kind: meantKind, namespace: clusterScoped ? null : namespace, name: value }
  }
  const field = (name: string): string | undefined => {
    const text = valueAt(value, [name])
    return typeof text === 'string' ? text : undefined
  }
  const name = field('name')
  if (name === undefined || name === '') return undefined
  const kind = field('kind') || meantKind
  const apiVersion = field('apiVersion')
  const named = apiVersion === undefined ? field('group') : apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  // another kind of the core group would have its group written
  if (named === undefined && meantGroup === '' && kind !== meantKind) return undefined
  const group = named ?? meantGroup
  const at = new FieldRef(from, [...path, 'name'])
  return { family, from, at, group, kind, namespace: clusterKinds.has(kind) ? null : field('namespace') || namespace, name }
}

/** Every place of an object that a row's path leads to. */
function placesOf({ object }: Resource, { path }: CustomReferenceRow): readonly FieldPath[] {
  let places: FieldPath[] = [[]]
  for (const step of path.split('.'))
    places =
      step === '*'
        ? places.flatMap(place => {
            const list = valueAt(object, place)
            return Array.isArray(list) ? list.map((_, index) => [...place, index]) : []
          })
        : places.map(place => [...place, step])
  return places
}

function splitKind(text: string): readonly [kind: string, group: string] {
  const dot = text.indexOf('.')
  return dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)]
}
