import { Mapping as OwnMapping } from '../source/mapping.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { isKustomization, itemsOf, resolvedPath } from './kustomize.ts'
import { type AddedLabels, addedLabels, withLabels } from './kustomize-labels.ts'
import { withNamespace, writtenNamespaces } from './kustomize-namespace.ts'
import { isMapping, type Mapping, ownValue, withKey } from './manifest-keys.ts'
import { withValue } from './with-value.ts'

interface ReadFile {
  readonly path: string
  readonly documents: readonly SourceDocument[]
}

/**
 * The documents of files as their kustomizations make them, as far as more than their text decides: with the labels that go into selectors, in
 * their namespace, and custom kinds without the schema that a patch changes. Namespaces and definitions of kinds that a kustomization lists
 * come first: kustomize sorts what it builds.
 */
export function kustomized(files: readonly ReadFile[], all: readonly ReadFile[], patches: ReadonlySet<string>): readonly SourceDocument[] {
  const additions = additionsByFile(all)
  const isPatched = patchedDefinitions(all, patches)
  const left = new Map<string | undefined, ReadonlySet<string>>()
  const leftFor = (namespace: string | undefined): ReadonlySet<string> => {
    const known = left.get(namespace)
    if (known !== undefined) return known
    const moved = files.filter(({ path }) => additions.get(path)?.namespace === namespace)
    const written = writtenNamespaces(namespace === undefined ? [] : moved.flatMap(({ documents }) => documents))
    left.set(namespace, written)
    return written
  }
  const first: SourceDocument[] = []
  const others: SourceDocument[] = []
  for (const { path, documents } of files) {
    const added = additions.get(path)
    const { labels, namespace } = added ?? nothing
    for (const document of documents) {
      const built = withoutPatchedSchema(
        withNamespace(withLabels(document, labels), namespace, added !== undefined, leftFor(namespace)),
        isPatched
      )
      const list = added !== undefined && isFirst(built) ? first : others
      list.push(built)
    }
  }
  return [...first, ...others]
}

/** Mirrors kustomize api/internal/builtins SortOrderTransformer.go, v5, as far as an order of kinds decides whether objects are taken. */
function isFirst({ value }: SourceDocument): boolean {
  const kind = isMapping(value) ? ownValue(value, 'kind') : undefined
  return kind === 'Namespace' || kind === 'CustomResourceDefinition'
}

/** What one kustomization, or a chain of them, adds to objects. */
interface Additions {
  readonly labels: readonly AddedLabels[]
  readonly namespace: string | undefined
}

const nothing: Additions = { labels: [], namespace: undefined }

/** What kustomizations add to the files below them. A directory that several of them build on is a base of each, and no one's own. */
function additionsByFile(files: readonly ReadFile[]): ReadonlyMap<string, Additions> {
  const listed = new Map<string, Additions & { readonly resources: readonly string[] }>()
  const parents = new Map<string, string[]>()
  for (const { path, documents } of files.filter(file => isKustomization(file.path))) {
    const directory = path.slice(0, path.lastIndexOf('/') + 1)
    const values = documents.map(({ value }) => value).filter(isMapping)
    const resources = values
      .flatMap(value => ['resources', 'bases'].flatMap(list => itemsOf(value, list)))
      .flatMap(([, item]) => (typeof item === 'string' ? [resolvedPath(directory, item)] : []))
    const own = resolvedPath(directory, '.')
    const namespace = values.map(value => ownValue(value, 'namespace')).find(name => typeof name === 'string' && name !== '')
    listed.set(own, { labels: values.flatMap(addedLabels), namespace: namespace as string | undefined, resources })
    for (const resource of resources) parents.set(resource, [...(parents.get(resource) ?? []), own])
  }
  const addedTo = (resource: string, seen: ReadonlySet<string>): Additions => {
    const above = parents.get(resource)
    const [parent] = above ?? []
    if (parent === undefined || above!.length > 1 || seen.has(parent)) return nothing
    const own = listed.get(parent) ?? nothing
    const outer = addedTo(parent, new Set([...seen, parent]))
    return { labels: [...own.labels, ...outer.labels], namespace: outer.namespace ?? own.namespace }
  }
  const all = [...listed.values()].flatMap(({ resources }) => resources)
  return new Map(all.map(resource => [resource, addedTo(resource, new Set())]))
}

/** Whether a patch changes the schema of a custom kind: then what the text says of it is not what the cluster gets. */
function patchedDefinitions(files: readonly ReadFile[], patches: ReadonlySet<string>): (name: string) => boolean {
  const names: RegExp[] = []
  const texts = new Map(files.filter(({ path }) => patches.has(path)).map(({ path, documents }) => [path, documents[0]?.file.text ?? '']))
  for (const { documents, path } of files) {
    if (texts.has(path)) for (const { value } of documents) names.push(...nameOf(value, 'metadata', texts.get(path)!))
    if (!isKustomization(path)) continue
    const directory = path.slice(0, path.lastIndexOf('/') + 1)
    for (const { value } of documents.filter(document => isMapping(document.value)))
      for (const [, patch] of [...itemsOf(value as Mapping, 'patches'), ...itemsOf(value as Mapping, 'patchesJson6902')]) {
        if (!isMapping(patch)) continue
        const file = ownValue(patch, 'path')
        const text = typeof file === 'string' ? texts.get(resolvedPath(directory, file)) : ownValue(patch, 'patch')
        names.push(...nameOf(patch, 'target', typeof text === 'string' ? text : ''))
      }
  }
  return name => names.some(pattern => pattern.test(name))
}

/** The custom kinds that a patch names, where its text is about their schema. */
function nameOf(value: unknown, key: 'metadata' | 'target', text: string): readonly RegExp[] {
  if (!isMapping(value) || !/schema/i.test(text)) return []
  const target = ownValue(value, key)
  const kind = isMapping(target) && key === 'target' ? ownValue(target, 'kind') : ownValue(value, 'kind')
  const name = isMapping(target) ? ownValue(target, 'name') : undefined
  if (kind !== 'CustomResourceDefinition') return []
  return [typeof name === 'string' && /^[a-z0-9.-]+$/.test(name) ? new RegExp(`^${name.replaceAll('.', '\\.')}$`) : /^/]
}

function withoutPatchedSchema(document: SourceDocument, isPatched: (name: string) => boolean): SourceDocument {
  const { value } = document
  if (!isMapping(value) || ownValue(value, 'kind') !== 'CustomResourceDefinition') return document
  const metadata = ownValue(value, 'metadata')
  const name = isMapping(metadata) ? ownValue(metadata, 'name') : undefined
  const spec = ownValue(value, 'spec')
  if (typeof name !== 'string' || !isPatched(name) || !isMapping(spec)) return document
  const versions = itemsOf(spec, 'versions').map(([, version]) => (isMapping(version) ? withKey(version, 'schema', anySchema) : version))
  return withValue(document, withKey(value, 'spec', withKey(spec, 'versions', versions)))
}

const anySchema: Mapping = mapping({ openAPIV3Schema: mapping({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }) })

function mapping(members: Readonly<Record<string, unknown>>): Mapping {
  return Object.assign(new OwnMapping(), members) as Mapping
}
