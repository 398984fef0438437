import type { SourceDocument } from '../source/source-document.ts'
import { jsonPatched } from './json-patch.ts'
import { resolvedPath, writtenPatches } from './kustomize.ts'
import type { Kustomization, ReadFile } from './kustomize-tree.ts'
import { isMapping, type Mapping, ownValue, withKey } from './manifest-keys.ts'
import { strategicMerge } from './strategic-merge.ts'

/** One patch of a kustomization: which objects it is for, and what it makes of one. */
export interface Patch {
  selects(object: Mapping): boolean
  /** Undefined where it deletes the object. */
  patched(object: Mapping): unknown
}

/** The patches of a kustomization, in order. A file that is not among the inputs changes nothing. */
export function patchesIn(
  { values, directory }: Kustomization,
  files: ReadonlyMap<string, ReadFile>,
  read: (path: string, text: string) => readonly SourceDocument[]
): readonly Patch[] {
  return values.flatMap(value =>
    [...writtenPatches(value)].flatMap(({ text, isFile, target }) => {
      const documents = isFile ? (files.get(resolvedPath(directory, text))?.documents ?? []) : read(`${directory}kustomization.yaml`, text)
      return documents.flatMap(({ value: body }) => patchOf(body, target))
    })
  )
}

function patchOf(body: unknown, target: unknown): readonly Patch[] {
  const operations = Array.isArray(body) ? body : undefined
  if (operations === undefined && !isMapping(body)) return []
  const selects = isMapping(target) ? targetTest(target) : isMapping(body) ? sameObject(body) : undefined
  if (selects === undefined) return []
  const patched =
    operations === undefined
      ? (object: Mapping) => merged(object, body as Mapping)
      : (object: Mapping) => jsonPatched(object, operations) ?? object
  return [{ selects, patched }]
}

/** A patch says what its object is called before anything is added to the name; which version it is of does not count. */
function sameObject(body: Mapping): (object: Mapping) => boolean {
  const [group, kind, name] = [groupOf(body), ownValue(body, 'kind'), nameOf(body)]
  return object => groupOf(object) === group && ownValue(object, 'kind') === kind && nameOf(object) === name
}

/** Whether an object is one of those that a target selects. Mirrors kustomize api/types selector.go: names and kinds are regular expressions for the whole of them. */
export function targetTest(target: Mapping): (object: Mapping) => boolean {
  const tests = (['group', 'version', 'kind', 'name', 'namespace'] as const).flatMap(key => {
    const written = ownValue(target, key)
    if (typeof written !== 'string' || written === '') return []
    const pattern = wholePattern(written)
    return [(object: Mapping) => key === 'namespace' || pattern(partOf(object, key))]
  })
  for (const [key, place] of [
    ['labelSelector', 'labels'],
    ['annotationSelector', 'annotations'],
  ] as const) {
    const written = ownValue(target, key)
    if (typeof written === 'string' && written !== '') tests.push(object => hasAll(memberOf(ownValue(object, 'metadata'), place), written))
  }
  return object => tests.every(test => test(object))
}

function partOf(object: Mapping, key: 'group' | 'version' | 'kind' | 'name' | 'namespace'): string {
  if (key === 'group') return groupOf(object)
  if (key === 'version') return String(ownValue(object, 'apiVersion')).replace(/^.*\//, '')
  return String(key === 'kind' ? ownValue(object, 'kind') : memberOf(ownValue(object, 'metadata'), key))
}

/** Only what people write in targets is taken for a pattern: letters, and `.*` or `|` between them. */
function wholePattern(written: string): (text: string) => boolean {
  const choices = written
    .replace(/^\^|\$$/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .split('|')
    .map(choice => choice.split(/\.[*+]/).map(part => part.replaceAll('\\', '')))
  return text => choices.some(parts => matchesParts(text, parts))
}

/** Whether a text is made of the parts with anything between them. */
function matchesParts(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts
  if (others.length === 0) return text === first
  if (!text.startsWith(first) || !text.endsWith(others.at(-1)!)) return false
  let from = first.length
  for (const part of others) {
    const at = text.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  return true
}

/** Requirements of equality, as people write them. */
function hasAll(labels: unknown, selector: string): boolean {
  return selector.split(',').every(requirement => {
    const [key = '', value] = requirement.split(/==?/).map(part => part.trim())
    const own = memberOf(labels, key)
    return value === undefined ? own !== undefined : own === value
  })
}

/** The object stays what it is and is called as before. */
function merged(object: Mapping, patch: Mapping): unknown {
  const group = groupOf(object)
  const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io')
  const result = strategicMerge(object, patch, isBuiltIn)
  if (!isMapping(result)) return undefined
  const metadata = ['name', 'namespace'].reduce<unknown>(
    (own, key) => {
      const before = memberOf(ownValue(object, 'metadata'), key)
      return before === undefined ? own : withKey(own, key, before)
    },
    ownValue(result, 'metadata')
  )
  const kept = withKey(withKey(result, 'apiVersion', ownValue(object, 'apiVersion')), 'kind', ownValue(object, 'kind'))
  return withKey(kept, 'metadata', metadata)
}

function groupOf(object: Mapping): string {
  const apiVersion = String(ownValue(object, 'apiVersion') ?? '')
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

function nameOf(object: Mapping): unknown {
  return memberOf(ownValue(object, 'metadata'), 'name')
}

function memberOf(value: unknown, key: string): unknown {
  return isMapping(value) ? ownValue(value, key) : undefined
}
