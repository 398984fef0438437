import type { SourceDocument } from '../source/source-document.ts'
import { withoutCharts } from './charts.ts'
import { componentConfiguration } from './component-configuration.ts'
import { recogniseForeign } from './foreign.ts'
import type { Input, Skipped } from './input.ts'
import { type InlinePatch, isKustomization, patchesOf } from './kustomize.ts'
import { isMapping } from './manifest-keys.ts'
import { kustomized } from './kustomized.ts'

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
export function readInputs(inputs: readonly Input[], read: (path: string, text: string) => readonly SourceDocument[]): ReadInputs {
  const parts = withoutCharts(inputs)
  const skipped: Skipped[] = [...parts.skipped]
  const files = parts.inputs.map(({ path, text }) => ({ path, documents: read(path, text) }))
  const kustomizations = files.filter(({ path }) => isKustomization(path)).flatMap(({ documents }) => documents)
  const named = kustomizations.length === 0 ? undefined : patchesOf(kustomizations)
  const documentsOf = named === undefined ? undefined : kustomized(files, named.files)
  const documents: SourceDocument[] = []
  const patches: SourceDocument[] = []
  const configurations: SourceDocument[] = []
  for (const file of files) {
    const detail = recogniseForeign(file.path, file.documents)
    if (detail !== undefined) {
      skipped.push({ file: file.path, reason: 'foreign', detail })
      configurations.push(...file.documents.filter(isComponentConfiguration))
    } else if (named?.files.has(file.path) === true) patches.push(...file.documents)
    else for (const document of documentsOf?.(file) ?? file.documents) documents.push(document)
  }
  for (const patch of named?.inline ?? []) patches.push(...readInline(patch, read))
  return { documents, patches, configurations, skipped }
}

function isComponentConfiguration({ value }: SourceDocument): boolean {
  return isMapping(value) && componentConfiguration(value) !== undefined
}

/** kubeadm, kind and cluster operators take parts of objects from a directory of that name. */
function isInPatches(path: string): boolean {
  return /(?:^|\/)patches\/[^/]+$/.test(path)
}

/** A list of operations, or part of one, is none of an object. */
function readInline(
  { path, text }: InlinePatch,
  read: (path: string, text: string) => readonly SourceDocument[]
): readonly SourceDocument[] {
  return read(path, text).filter(({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value))
}
