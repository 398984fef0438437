import type { SourceDocument } from '../source/source-document.ts'
import { withoutCharts } from './charts.ts'
import { componentConfiguration } from './component-configuration.ts'
import { recogniseForeign } from './foreign.ts'
import type { Input, Skipped } from './input.ts'
import { generatorFiles, type InlinePatch, isKustomization, patchesOf } from './kustomize.ts'
import type { ReadFile } from './kustomize-tree.ts'
import { isMapping, ownValue } from './manifest-keys.ts'

/** The documents of some inputs, and what is none of a manifest. */
export interface ReadInputs {
  readonly documents: readonly SourceDocument[]
  /** What kustomizations name as patches. */
  readonly patches: readonly SourceDocument[]
  /** What files of component configuration hold. */
  readonly configurations: readonly SourceDocument[]
  readonly skipped: readonly Skipped[]
}

/** Reads inputs and tells manifests from patches and from the files of other tools. */
export async function readInputs(
  inputs: readonly Input[],
  read: (path: string, text: string) => readonly SourceDocument[]
): Promise<ReadInputs> {
  const parts = withoutCharts(inputs)
  const skipped: Skipped[] = [...parts.skipped]
  const files = parts.inputs.map(({ path, text }) => ({ path, documents: read(path, text) }))
  const kustomizations = files.filter(({ path }) => isKustomization(path)).flatMap(({ documents }) => documents)
  const named = kustomizations.length === 0 ? undefined : patchesOf(kustomizations)
  const generated = kustomizations.length === 0 ? undefined : generatorFiles(kustomizations)
  const manifests: typeof files = []
  const patches: SourceDocument[] = []
  const configurations: SourceDocument[] = []
  for (const file of files) {
    const detail =
      generated?.has(file.path) === true ? 'read by a kustomization, and no object' : recogniseForeign(file.path, file.documents)
    if (detail !== undefined) {
      skipped.push({ file: file.path, reason: 'foreign', detail })
      configurations.push(...file.documents.filter(isComponentConfiguration))
    } else if (named?.files.has(file.path) === true || isInPatches(file)) patches.push(...file.documents)
    else manifests.push(file)
  }
  for (const patch of named?.inline ?? []) patches.push(...readInline(patch, read))
  const documents =
    named === undefined
      ? manifests.flatMap(file => file.documents)
      : (await import('./kustomized.ts')).kustomized(manifests, files, named.files, read)
  return { documents, patches, configurations, skipped }
}

function isComponentConfiguration({ value }: SourceDocument): boolean {
  return isMapping(value) && componentConfiguration(value) !== undefined
}

/** kubeadm, kind and cluster operators take parts of objects from a directory of that name; others call the files so. */
function isInPatches({ path, documents }: ReadFile): boolean {
  if (!path.includes('patch')) return false
  if (/(?:^|\/)(?:patches\/[^/]+|[^/]+[-_]patch\.ya?ml)$/.test(path)) return true
  return /(?:^|[/_-])patch[-_][^/]+\.ya?ml$/.test(path) && documents.every(isPart)
}

/** Whether a document cannot be an object by itself: a workload that selects no pods. */
function isPart({ value }: SourceDocument): boolean {
  if (!isMapping(value) || !/^(?:Deployment|DaemonSet|StatefulSet)$/.test(String(ownValue(value, 'kind')))) return false
  const spec = ownValue(value, 'spec')
  return !isMapping(spec) || !Object.hasOwn(spec, 'selector')
}

/** A list of operations, or part of one, is none of an object. */
function readInline(
  { path, text }: InlinePatch,
  read: (path: string, text: string) => readonly SourceDocument[]
): readonly SourceDocument[] {
  return read(path, text).filter(({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value))
}
