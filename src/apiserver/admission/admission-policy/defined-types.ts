import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import type { StoredView } from '../admission-view.ts'

interface Definition extends KubernetesObject {
  readonly spec?: {
    readonly group?: string
    readonly scope?: string
    readonly names?: { readonly kind?: string; readonly plural?: string }
    readonly versions?: readonly { readonly name?: string; readonly served?: boolean }[]
  }
}

/** The served kinds of a group that CustomResourceDefinitions in the cluster define. */
export function definedTypes(view: StoredView, group: string): readonly ResourceType[] {
  const definitions = view.list('apiextensions.k8s.io', 'CustomResourceDefinition') as readonly Definition[]
  return definitions.flatMap(({ spec = {} }) => {
    const { kind = '', plural = '' } = spec.names ?? {}
    if (spec.group !== group) return []
    return (spec.versions ?? []).flatMap(({ name: version = '', served }) =>
      served === true ? [{ apiVersion: `${group}/${version}`, group, version, kind, plural, namespaced: spec.scope !== 'Cluster' }] : []
    )
  })
}
