import type { FieldPath } from '../../k8s/field-path.ts'
import type { SourceDocument } from '../../source/source-document.ts'

const none: readonly FieldPath[] = []

/**
 * The keys that stand twice in a mapping, for the object at each root of a document. Only those of JSON texts reach the server:
 * of YAML, kubectl sends the last.
 */
export function repeatedKeys(document: SourceDocument): (root: FieldPath) => readonly FieldPath[] {
  const repeated = document.problems.flatMap(({ code, path }) => (code === 'duplicate-key' && path !== undefined ? [path] : []))
  if (document.format !== 'json' || repeated.length === 0) return () => none
  const byRoot = new Map<string, FieldPath[]>()
  for (const path of repeated) {
    for (let length = 0; length === 0 || path[length - 2] === 'items'; length += 2) {
      const root = path.slice(0, length).join('/')
      const list = byRoot.get(root)
      if (list === undefined) byRoot.set(root, [path.slice(length)])
      else list.push(path.slice(length))
    }
  }
  return root => byRoot.get(root.join('/')) ?? none
}
