import type { KubernetesObject } from '../k8s/types.ts'
import { podTemplateOf } from './expand/pod-template-of.ts'
import type { PodTemplate } from './pod-template.ts'
import type { Resource } from './resource.ts'

/** Everything declared in one set, indexed once and never changed. */
export class Cluster {
  /** In order of arrival. */
  readonly resources: readonly Resource[]
  readonly #byKind = new Map<string, Resource[]>()
  readonly #byName = new Map<string, Resource>()
  #podTemplates: readonly PodTemplate[] | undefined
  #podTemplatesByNamespace: ReadonlyMap<string, readonly PodTemplate[]> | undefined

  constructor(resources: readonly Resource[]) {
    this.resources = resources
    for (const resource of resources) {
      const { group, kind } = resource.type
      const key = kindKey(group, kind)
      const list = this.#byKind.get(key)
      if (list === undefined) this.#byKind.set(key, [resource])
      else list.push(resource)
      if (resource.name !== null) this.#byName.set(nameKey(group, kind, resource.namespace, resource.name), resource)
    }
  }

  /** All objects of a kind, in order of arrival. `group` is `''` for the core group. */
  ofKind(group: string, kind: string): readonly Resource[] {
    return this.#byKind.get(kindKey(group, kind)) ?? []
  }

  has(group: string, kind: string): boolean {
    return this.#byKind.has(kindKey(group, kind))
  }

  /** The object of that name: of several, the last. */
  find(group: string, kind: string, namespace: string | null, name: string): Resource | undefined {
    return this.#byName.get(nameKey(group, kind, namespace, name))
  }

  /** Bare pods and the templates of workloads, in order of arrival. */
  get podTemplates(): readonly PodTemplate[] {
    this.#podTemplates ??= this.resources.flatMap(resource => podTemplateOf(resource) ?? [])
    return this.#podTemplates
  }

  podTemplatesIn(namespace: string): readonly PodTemplate[] {
    this.#podTemplatesByNamespace ??= groupByNamespace(this.podTemplates)
    return this.#podTemplatesByNamespace.get(namespace) ?? []
  }
}

/** The object of a resource, as a type that the caller knows it has. */
export function objectAs<T extends KubernetesObject>(resource: Resource): T {
  return resource.object as T
}

function kindKey(group: string, kind: string): string {
  return `${kind}.${group}`
}

function nameKey(group: string, kind: string, namespace: string | null, name: string): string {
  return `${kind}.${group}/${namespace ?? ''}/${name}`
}

function groupByNamespace(templates: readonly PodTemplate[]): ReadonlyMap<string, readonly PodTemplate[]> {
  const groups = new Map<string, PodTemplate[]>()
  for (const template of templates) {
    const group = groups.get(template.namespace)
    if (group === undefined) groups.set(template.namespace, [template])
    else group.push(template)
  }
  return groups
}
