import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

/** A patch that stands in a kustomization itself: the text of the file without all else, at the same offsets. */
export interface InlinePatch {
  readonly path: string
  readonly text: string
}

/** What the kustomizations of a run name as patches. */
export interface KustomizePatches {
  /** Paths of files. */
  readonly files: ReadonlySet<string>
  readonly inline: readonly InlinePatch[]
}

/** Whether a file is a kustomization, by its name: kustomize reads no other. */
export function isKustomization(path: string): boolean {
  return path.includes('ustomization') && /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path)
}

/** The patches that the documents of kustomizations name: `patches`, `patchesStrategicMerge` and `patchesJson6902`. */
export function patchesOf(documents: readonly SourceDocument[]): KustomizePatches {
  const files = new Set<string>()
  const inline: InlinePatch[] = []
  for (const document of documents) {
    const value = document.value ?? document.partial
    if (!isMapping(value)) continue
    const { path } = document.file
    const directory = path.slice(0, path.lastIndexOf('/') + 1)
    for (const { text, at, isFile } of writtenPatches(value)) {
      if (isFile) files.add(resolvedPath(directory, text))
      else inline.push(...(inlinePatch(document, at) ?? []))
    }
  }
  return { files, inline }
}

/** A patch as a kustomization has it: its text, or the path of its file, and what it is for. */
export interface WrittenPatch {
  readonly text: string
  readonly at: readonly (string | number)[]
  readonly isFile: boolean
  readonly target?: unknown
}

/** The patches of a kustomization. */
export function* writtenPatches(kustomization: Mapping): Generator<WrittenPatch> {
  for (const list of ['patches', 'patchesJson6902']) {
    for (const [index, patch] of itemsOf(kustomization, list)) {
      if (!isMapping(patch)) continue
      const file = ownValue(patch, 'path')
      const text = ownValue(patch, 'patch')
      const target = ownValue(patch, 'target')
      if (typeof file === 'string') yield { text: file, at: [list, index, 'path'], isFile: true, target }
      if (typeof text === 'string') yield { text, at: [list, index, 'patch'], isFile: false, target }
    }
  }
  for (const [index, patch] of itemsOf(kustomization, 'patchesStrategicMerge')) {
    const at = ['patchesStrategicMerge', index]
    if (typeof patch === 'string') yield { text: patch, at, isFile: !patch.includes('\n') }
  }
}

/** The files of kustomizations that are no objects: what generators put into ConfigMaps and Secrets, and settings of kustomize. */
export function generatorFiles(documents: readonly SourceDocument[]): ReadonlySet<string> {
  const files = new Set<string>()
  const listed = new Set<string>()
  for (const { value, file } of documents) {
    if (!isMapping(value)) continue
    const directory = file.path.slice(0, file.path.lastIndexOf('/') + 1)
    const add = (path: unknown, to: Set<string>): unknown => typeof path === 'string' && to.add(resolvedPath(directory, path))
    for (const list of ['configMapGenerator', 'secretGenerator'])
      for (const [, generator] of itemsOf(value, list).filter(([, item]) => isMapping(item)))
        for (const [, path] of [...itemsOf(generator as Mapping, 'files'), ...itemsOf(generator as Mapping, 'envs')])
          add(typeof path === 'string' ? path.replace(/^[^=]*=/, '') : undefined, files)
    for (const list of ['configurations', 'transformers', 'generators', 'validators'])
      for (const [, path] of itemsOf(value, list)) add(path, files)
    for (const list of ['resources', 'bases']) for (const [, path] of itemsOf(value, list)) add(path, listed)
  }
  return new Set([...files].filter(path => !listed.has(path)))
}

/** The items of a list, each with its place; none where there is no list. */
export function itemsOf(mapping: Mapping, key: string): readonly (readonly [number, unknown])[] {
  const list = ownValue(mapping, key)
  return Array.isArray(list) ? [...list.entries()] : []
}

/** A path as the loader writes it, from a directory and a path relative to it. */
export function resolvedPath(directory: string, path: string): string {
  const steps: string[] = []
  for (const step of `${directory}${path}`.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return `${directory.startsWith('/') ? '/' : ''}${steps.join('/')}`
}

/** The lines of a block scalar, where the patch is written as one. */
function inlinePatch(document: SourceDocument, at: readonly (string | number)[]): readonly InlinePatch[] | undefined {
  const { file } = document
  const { start } = document.locate(at, 'value')
  const { line } = file.position(start)
  const header = file.line(line)
  if (!/[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(header)) return undefined
  let last = line
  let margin: number | undefined
  for (let next = line + 1; next <= file.lineCount; next++) {
    const text = file.line(next)
    const indent = text.search(/\S/)
    if (indent === -1) continue
    margin ??= indent
    if (indent < margin || margin === 0) break
    last = next
  }
  const lines = file.text.split('\n')
  const kept = lines.map((text, index) => (index >= line && index < last ? text : text.replace(/[^\r]/g, ' ')))
  return [{ path: file.path, text: kept.join('\n') }]
}
