import { type FieldPath, valueAt } from '../k8s/field-path.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { declare } from './declare.ts'

/** Words other than `true` and `false` that YAML 1.1 reads as booleans. */
const word = /^(?:y|n|yes|no|on|off)$/i
const possibleWord = /[:[,-]\s*(?:y|n|yes|no|on|off)\s*(?:$|[,\]}#])/im

/**
 * The documents with words such as `y` and `off` as texts where the type wants a text, and everywhere in kinds that no schema knows:
 * the server refuses such a value, but what is meant is the word.
 */
export function withWords(
  documents: readonly SourceDocument[],
  options: { readonly namespace: string; readonly version: KubernetesVersion }
): readonly SourceDocument[] {
  return documents.map(document => {
    if (document.value === undefined || !possibleWord.test(document.file.text.slice(document.start, document.end))) return document
    const paths = declare([document], { ...options, role: 'input', firstOrder: 0 }).flatMap(({ resource, problem, root }) => {
      if (resource === undefined) return problem === 'unknown-kind' ? booleansIn(valueAt(document.value, root), root) : []
      return resource.decodeErrors.flatMap(({ code, path }) => (code === 'wrong-type' ? [[...root, ...path]] : []))
    })
    return paths.reduce(asWord, document)
  })
}

function asWord(document: SourceDocument, path: FieldPath): SourceDocument {
  if (typeof valueAt(document.value, path) !== 'boolean') return document
  const { file, start, end } = document.locate(path, 'value')
  const text = file.text.slice(start, end)
  return word.test(text) ? withValue(document, replaced(document.value, path, text)) : document
}

function withValue(document: SourceDocument, value: unknown): SourceDocument {
  const { file, index, format, problems, start, end, markers, origin } = document
  const locate: SourceDocument['locate'] = (path, target) => document.locate(path, target)
  return { file, index, format, value, problems, start, end, markers, locate, ...(origin !== undefined && { origin }) }
}

/** A copy in which one value is another. */
function replaced(value: unknown, path: FieldPath, text: string): unknown {
  const copies: unknown[] = [copyOf(value)]
  for (const step of path.slice(0, -1)) {
    const parent = copies.at(-1) as Record<string | number, unknown>
    parent[step] = copyOf(parent[step])
    copies.push(parent[step])
  }
  ;(copies.at(-1) as Record<string | number, unknown>)[path.at(-1)!] = text
  return copies[0]
}

function copyOf(value: unknown): unknown {
  return Array.isArray(value) ? [...value] : Object.assign(Object.create(null), value)
}

function booleansIn(value: unknown, root: FieldPath): readonly FieldPath[] {
  const found: FieldPath[] = []
  const waiting: [unknown, FieldPath][] = [[value, root]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [own, path] = next
    if (typeof own === 'boolean') found.push(path)
    if (typeof own !== 'object' || own === null) continue
    const entries: (readonly [string | number, unknown])[] = Array.isArray(own) ? [...own.entries()] : Object.entries(own)
    for (const [key, member] of entries) waiting.push([member, [...path, key]])
  }
  return found
}
