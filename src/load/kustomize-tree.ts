import type { SourceDocument } from '../source/source-document.ts'
import { isKustomization, itemsOf, resolvedPath } from './kustomize.ts'
import { type AddedLabels, addedLabels } from './kustomize-labels.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

/** A file with its documents. */
export interface ReadFile {
  readonly path: string
  readonly documents: readonly SourceDocument[]
}

/** One kustomization, by the directory that it is in. */
export interface Kustomization {
  /** As `resolvedPath` writes it, with a `/` behind it, or nothing. */
  readonly directory: string
  readonly values: readonly Mapping[]
  readonly labels: readonly AddedLabels[]
  readonly namespace: string | undefined
  readonly resources: readonly string[]
  readonly components: readonly string[]
}

/** What kustomizations make of one file: those that it goes through, from the inside out. */
export interface Route {
  /** Of several that build on one, the first stands for all. */
  readonly steps: readonly Kustomization[]
  /** The steps up to the first of which several build on: what they say holds wherever the file is built. */
  readonly own: readonly Kustomization[]
  /** Whether several build on it, and one of them says a namespace: then it is in no certain one. */
  readonly movesAbout: boolean
}

/** The kustomizations of a run. */
export interface KustomizeTree {
  /** By directory, as `resolvedPath` writes it. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>
  /** Of the files and directories that they list, by path. */
  readonly routes: ReadonlyMap<string, Route>
}

/** What kustomizations build on what. */
export function kustomizeTree(files: readonly ReadFile[]): KustomizeTree {
  const listed = new Map<string, Kustomization>()
  const parents = new Map<string, Kustomization[]>()
  for (const { path, documents } of files) {
    if (!isKustomization(path)) continue
    const kustomization = kustomizationOf(path, documents)
    listed.set(resolvedPath(kustomization.directory, '.'), kustomization)
    for (const resource of [...kustomization.resources, ...kustomization.components])
      parents.set(resource, [...(parents.get(resource) ?? []), kustomization])
  }
  const routes = new Map<string, Route>()
  for (const { resources, components } of listed.values())
    for (const resource of [...resources, ...components]) routes.set(resource, routeOf(resource, parents))
  return { kustomizations: listed, routes }
}

function routeOf(resource: string, parents: ReadonlyMap<string, readonly Kustomization[]>): Route {
  const steps: Kustomization[] = []
  let shared: number | undefined
  for (let at = resource; ; ) {
    const above = parents.get(at) ?? []
    const [parent] = above
    if (parent === undefined || steps.includes(parent)) {
      const movesAbout = shared !== undefined && saysNamespace(resource, parents)
      return { steps, own: steps.slice(0, shared), movesAbout }
    }
    if (above.length > 1) shared ??= steps.length
    steps.push(parent)
    at = resolvedPath(parent.directory, '.')
  }
}

/** Whether any that builds on a path, or on what does, says a namespace. */
function saysNamespace(resource: string, parents: ReadonlyMap<string, readonly Kustomization[]>): boolean {
  const found = new Set<Kustomization>()
  const waiting = [resource]
  for (const at of waiting)
    for (const parent of parents.get(at) ?? []) {
      if (found.has(parent)) continue
      if (parent.namespace !== undefined) return true
      found.add(parent)
      waiting.push(resolvedPath(parent.directory, '.'))
    }
  return false
}

/** The components of a kustomization, and theirs. */
export function componentsOf(kustomization: Kustomization, { kustomizations }: KustomizeTree): readonly Kustomization[] {
  const found = new Set<Kustomization>()
  const waiting = [...kustomization.components]
  for (const directory of waiting) {
    const component = kustomizations.get(directory)
    if (component === undefined || component === kustomization || found.has(component)) continue
    found.add(component)
    waiting.push(...component.components)
  }
  return [...found]
}

function kustomizationOf(path: string, documents: readonly SourceDocument[]): Kustomization {
  const directory = path.slice(0, path.lastIndexOf('/') + 1)
  const values = documents.map(({ value }) => value).filter(isMapping)
  const paths = (lists: readonly string[]): readonly string[] =>
    values
      .flatMap(value => lists.flatMap(list => itemsOf(value, list)))
      .flatMap(([, item]) => (typeof item === 'string' ? [resolvedPath(directory, item)] : []))
  const namespace = values.map(value => ownValue(value, 'namespace')).find(name => typeof name === 'string' && name !== '')
  return {
    directory,
    values,
    labels: values.flatMap(addedLabels),
    namespace: namespace as string | undefined,
    resources: paths(['resources', 'bases']),
    components: paths(['components']),
  }
}
