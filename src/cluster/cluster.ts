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
  /** All definitions of an object that has several. */
  readonly #sameName = new Map<string, Resource[]>()
  #podTemplates: readonly PodTemplate[] | undefined
  #podTemplatesByNamespace: ReadonlyMap<string, readonly PodTemplate[]> | undefined

  /** `replaced` are definitions in whose place later ones stand. */
  constructor(resources: readonly Resource[], replaced: readonly Resource[] = []) {
    this.resources = resources
    for (const { type, namespace, name } of replaced)
      if (name !== null) this.#sameName.set(nameKey(type.group, type.kind, namespace, name), [])
    for (const resource of replaced) this.#definitionsOf(resource)?.push(resource)
    for (const resource of resources) {
      const { group, kind } = resource.type
      const key = kindKey(group, kind)
      const list = this.#byKind.get(key)
      if (list === undefined) this.#byKind.set(key, [resource])
      else list.push(resource)
      if (resource.name === null) continue
      this.#byName.set(nameKey(group, kind, resource.namespace, resource.name), resource)
      this.#definitionsOf(resource)?.push(resource)
    }
  }

  #definitionsOf({ type, namespace, name }: Resource): Resource[] | undefined {
    return this.#sameName.size === 0 || name === null ? undefined : this.#sameName.get(nameKey(type.group, type.kind, namespace, name))
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

  /**
   * The definitions that a resource may mean by a name: those of its own file, where there are any. Files that define one object are often
   * alternatives, of which one is applied.
   */
  meant(by: Resource, group: string, kind: string, namespace: string | null, name: string): readonly Resource[] {
    const key = nameKey(group, kind, namespace, name)
    const named = this.#sameName.get(key)
    if (named === undefined) {
      const only = this.#byName.get(key)
      return only === undefined ? [] : [only]
    }
    const near = named.filter(({ document }) => document.file === by.document.file)
    return near.length > 0 ? near : named
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
