import type { FieldRef } from '../cluster/field-ref.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../k8s/field-path.ts'
import { behindEntry, entryText, withLineBreak, withoutEntry } from '../source/repair/entries.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { FixProposal } from './rule.ts'

/** Takes a key and its value out of the text; undefined where the layout does not let it be done by lines. */
export function removeEntry(at: FieldRef, safe: boolean, title = `Remove ${String(at.path.at(-1))}`): FixProposal | undefined {
  const { document, root } = at.resource
  return removeKey(document, document.locate([...root, ...at.path], 'key').start, safe, title)
}

/** The same for a key that starts at an offset of the file. */
export function removeKey(document: SourceDocument, keyStart: number, safe: boolean, title: string): FixProposal | undefined {
  if (document.format === 'json') return undefined
  const edit = withoutEntry(document.file.text, keyStart)
  if (edit === undefined) return undefined
  return { title, safe, edits: [{ at: { document, start: edit.start, end: edit.end }, text: edit.text }] }
}

/** Moves a key and its value into the object at `to`, whose lines are written where they are missing. */
export function moveEntry(at: FieldRef, to: FieldPath): FixProposal | undefined {
  const { document, root } = at.resource
  const { text } = document.file
  const path = [...root, ...at.path]
  const parent = [...root, ...to]
  if (document.format === 'json' || valueIn(document, [...parent, path.at(-1)!]) !== undefined) return undefined
  const keyStart = document.locate(path, 'key').start
  const removed = withoutEntry(text, keyStart)
  const place = placeFor(document, path, parent)
  if (removed === undefined || place === undefined) return undefined
  const opened = place.missing.map((key, depth) => `${' '.repeat(place.column + 2 * depth)}${key}:\n`).join('')
  const moved = entryText(text, keyStart, place.column + 2 * place.missing.length)
  if (moved === undefined || (place.at > removed.start && place.at < removed.end)) return undefined
  const head = place.at > 0 && text[place.at - 1] !== '\n' ? '\n' : ''
  const name = to.length === 0 ? 'the top level' : formatFieldPath(to)
  const inserted = head + opened + withLineBreak(moved)
  const edits =
    place.at === removed.start || place.at === removed.end
      ? [{ at: { document, start: removed.start, end: removed.end }, text: removed.text + inserted }]
      : [
          { at: { document, start: removed.start, end: removed.end }, text: removed.text },
          { at: { document, start: place.at, end: place.at }, text: inserted },
        ]
  return { title: `Move ${String(at.path.at(-1))} to ${name}`, safe: false, edits }
}

/** The path with the last items that begin above a field, in lists that do not hold it themselves. */
export function nearestItems(at: FieldRef, path: FieldPath): FieldPath {
  const { document, root } = at.resource
  const keyStart = document.locate([...root, ...at.path], 'key').start
  const nearest: (string | number)[] = []
  for (const step of path) {
    const list = [...root, ...nearest]
    const items = typeof step === 'number' && at.path[nearest.length] !== step ? valueIn(document, list) : undefined
    if (!Array.isArray(items)) {
      nearest.push(step)
      continue
    }
    let last = 0
    for (let i = 0; i < items.length && document.locate([...list, i], 'value').start < keyStart; i++) last = i
    nearest.push(last)
  }
  return nearest
}

/** Where in the object at `parent` a new key would stand, and the keys that must be opened for it to be there. */
function placeFor(document: SourceDocument, path: FieldPath, parent: FieldPath) {
  let depth = parent.length
  while (depth > 0 && !isMapping(valueIn(document, parent.slice(0, depth)))) depth--
  const missing = parent.slice(depth)
  if (missing.some(step => typeof step === 'number')) return undefined
  const owner = parent.slice(0, depth)
  const value = valueIn(document, owner)
  if (!isMapping(value)) return undefined
  // an empty key that is there already would stand twice
  if (missing.length > 0 && Object.hasOwn(value, String(missing[0]))) return undefined
  const isInside = owner.every((step, i) => path[i] === step)
  const neighbour = isInside ? path[owner.length] : lastKey(document, owner, value)
  if (neighbour === undefined) return undefined
  const behind = behindEntry(document.file.text, document.locate([...owner, neighbour], 'key').start)
  return behind === undefined ? undefined : { ...behind, missing: missing.map(String) }
}

function lastKey(document: SourceDocument, owner: FieldPath, value: Readonly<Record<string, unknown>>): string | undefined {
  let last: string | undefined
  let furthest = -1
  for (const key of Object.keys(value)) {
    const { start } = document.locate([...owner, key], 'key')
    if (start > furthest) [last, furthest] = [key, start]
  }
  return last
}

function valueIn({ partial, value }: SourceDocument, path: FieldPath): unknown {
  return valueAt(partial ?? value, path)
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
