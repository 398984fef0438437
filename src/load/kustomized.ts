import { Mapping as OwnMapping } from '../source/mapping.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { isKustomization, itemsOf, resolvedPath } from './kustomize.ts'
import { type AddedLabels, withLabels } from './kustomize-labels.ts'
import { withNamespace, writtenNamespaces } from './kustomize-namespace.ts'
import { type Patch, patchesIn } from './kustomize-patches.ts'
import { replacedPaths } from './kustomize-replacements.ts'
import { componentsOf, type Kustomization, type KustomizeTree, kustomizeTree, type ReadFile, type Route } from './kustomize-tree.ts'
import { isMapping, type Mapping, ownValue, withKey } from './manifest-keys.ts'
import { changedPaths, type Path, undecided, withValue } from './with-value.ts'

type ReadText = (path: string, text: string) => readonly SourceDocument[]

/**
 * The documents of files as their kustomizations make them, as far as more than their text decides: patched, with the labels that go into
 * selectors, in their namespace, with nothing said about fields that are replaced, and custom kinds without the schema that a patch changes.
 * Namespaces and definitions of kinds that a kustomization lists come first: kustomize sorts what it builds.
 */
export function kustomized(
  files: readonly ReadFile[],
  all: readonly ReadFile[],
  patches: ReadonlySet<string>,
  read: ReadText
): readonly SourceDocument[] {
  const tree = kustomizeTree(all)
  const { routes } = tree
  const isPatched = patchedDefinitions(all, patches)
  const transform = transformations(tree, all, read)
  const left = new Map<string | null | undefined, ReadonlySet<string>>()
  const leftFor = (namespace: string | null | undefined): ReadonlySet<string> => {
    const known = left.get(namespace)
    if (known !== undefined) return known
    const moved = files.filter(({ path }) => placeOf(routes.get(path)) === namespace)
    const written = writtenNamespaces(namespace === undefined ? [] : moved.flatMap(({ documents }) => documents))
    left.set(namespace, written)
    return written
  }
  const first: SourceDocument[] = []
  const others: SourceDocument[] = []
  for (const { path, documents } of files) {
    const route = routes.get(path)
    const namespace = placeOf(route)
    for (const document of documents) {
      const changed = route === undefined ? document : transform(document, route)
      if (changed === undefined) continue
      const placed = withNamespace(changed, { namespace, called: namespaceOf(route?.steps) }, route !== undefined, leftFor(namespace))
      const built = withoutPatchedSchema(placed, isPatched)
      const list = route !== undefined && isFirst(built) ? first : others
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

/** Where an object is; null where that is not known. */
function placeOf(route: Route | undefined): string | null | undefined {
  return route?.movesAbout === true ? null : namespaceOf(route?.own)
}

/** The outermost of the namespaces. */
function namespaceOf(steps: readonly Kustomization[] = []): string | undefined {
  return steps.map(({ namespace }) => namespace).findLast(namespace => namespace !== undefined)
}

/** What patches, labels and replacements make of a document; undefined where it is deleted wherever it is built. */
function transformations(
  tree: KustomizeTree,
  all: readonly ReadFile[],
  read: ReadText
): (document: SourceDocument, route: Route) => SourceDocument | undefined {
  const files = new Map(all.map(file => [file.path, file]))
  const patches = new Map<Kustomization, readonly Patch[]>()
  const patchesAt = (step: Kustomization): readonly Patch[] => {
    const known = patches.get(step) ?? patchesIn(step, files, read)
    patches.set(step, known)
    return known
  }
  return (document, { steps, own }) => {
    let { value } = document
    if (!isMapping(value)) return document
    const labels: AddedLabels[] = []
    const paths: Path[] = []
    for (const [depth, step] of steps.entries()) {
      const components = componentsOf(step, tree).filter(component => !steps.includes(component))
      for (const part of [...components, step]) {
        if (depth < own.length) labels.push(...part.labels)
        for (const patch of patchesAt(part)) {
          if (!isMapping(value) || !patch.selects(value)) continue
          const patched = patch.patched(value)
          if (patched === undefined && depth < own.length) return undefined
          if (patched === undefined) continue
          if (depth >= own.length) paths.push(...changedPaths(value, patched))
          value = patched
        }
      }
    }
    const patched = value === document.value ? document : withValue(document, value)
    for (const { values } of steps) for (const kustomization of values) paths.push(...replacedPaths(kustomization, value as Mapping))
    return undecided(withLabels(patched, labels), paths)
  }
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
