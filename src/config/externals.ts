import type { External } from './settings.ts'

/** Whether an object exists elsewhere: by its kind, its namespace (`null` for cluster-scoped kinds) and its name. */
export type ExternalMatcher = (kind: string, namespace: string | null, name: string) => boolean

/** What `externals` say; undefined where there are none. */
export function externalMatcher(externals: readonly External[]): ExternalMatcher | undefined {
  if (externals.length === 0) return undefined
  return (kind, namespace, name) =>
    externals.some(
      external =>
        matchesGlob(external.kind, kind) &&
        matchesGlob(external.name, name) &&
        (external.namespace === undefined || (namespace !== null && matchesGlob(external.namespace, namespace)))
    )
}

/** `*` stands for any text and `?` for one character; takes time of at most the product of both lengths. */
function matchesGlob(glob: string, text: string): boolean {
  let g = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (glob[g] === '*') {
      star = g++
      resume = t
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g++
      t++
    } else if (star !== -1) {
      g = star + 1
      t = ++resume
    } else return false
  }
  while (glob[g] === '*') g++
  return g === glob.length
}
