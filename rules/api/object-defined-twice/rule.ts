import {
  type Context,
  type DocumentView,
  defineRule,
  FieldRef,
  fieldErrorText,
  formatFieldPath,
  identityOf,
  type Resource,
  resourceTitle,
  splitServerWords,
  updateAdvice,
} from '../../kit.ts'

export default defineRule({
  id: 'api/object-defined-twice',
  summary: 'An object that is defined twice',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['duplicate-object'],
  peers: [],
  when: { severalObjects: true },
  messages: {
    twice: '{title} is defined twice: the later definition wins, and the one before it is lost.',
    refused:
      '{title} is defined twice, and {field} cannot be changed: where both are applied, the API server refuses the later definition.',
    variant: 'This file defines {count} objects that {other} too: the later definition of each wins, and the other is lost.',
  },
  help: 'Remove one of the two, or give it another name.',
  cluster(context) {
    for (const pairs of pairsByFiles(context.documents).values()) {
      const [first] = pairs
      if (first === undefined) continue
      const related = pairs.slice(0, mostShown).map(({ before, resource }) => ({
        at: new FieldRef(before, ['metadata', 'name']),
        message: pairs.length < fewestOfVariant ? 'defined here first' : `${resourceTitle(resource)} is defined here first`,
      }))
      if (pairs.length >= fewestOfVariant) {
        const files = new Set(pairs.map(({ before }) => before.document.file.path))
        const other = files.size === 1 ? `${[...files][0]} defines` : 'other files of its directory define'
        const data = { count: pairs.length, other }
        const help = 'Give variants directories of their own, or check each by itself with --sets file.'
        context.report({ at: new FieldRef(first.resource, ['metadata', 'name']), message: 'variant', data, related, help })
        continue
      }
      for (const [index, { resource }] of pairs.entries())
        context.report({
          at: new FieldRef(resource, ['metadata', 'name']),
          ...outcomeOf(resource, context),
          related: related.slice(index, index + 1),
        })
    }
  },
})

/** What applying the later of two comes to. */
function outcomeOf(resource: Resource, context: Pick<Context<string>, 'request'>) {
  const title = resourceTitle(resource)
  const request = context.request(resource)
  const changed = request?.operation === 'update' ? request.verdict : request?.asUpdate
  const errors = (changed?.objections ?? []).flatMap(({ stage, errors: all }) => (stage === 'decode' ? [] : all))
  const isKept = (error: (typeof errors)[number]): boolean =>
    updateAdvice(resource, formatFieldPath(error.path), splitServerWords(error.message).detail) !== undefined
  const kept = errors.find(isKept)
  if (kept === undefined) return { message: 'twice', data: { title } } as const
  const component = { name: 'kube-apiserver', sentence: fieldErrorText(kept) }
  return { message: 'refused', data: { title, field: formatFieldPath(kept.path) }, component } as const
}

/** From so many on, a file is a variant of the other as a whole. */
const fewestOfVariant = 2
const mostShown = 10

interface Pair {
  readonly before: Resource
  readonly resource: Resource
}

/** Objects that are defined once more, by file where another file defines them; within one file each by itself. */
function pairsByFiles(documents: readonly DocumentView[]): ReadonlyMap<string, readonly Pair[]> {
  const first = new Map<string, Resource>()
  const pairs = new Map<string, Pair[]>()
  for (const { declarations } of documents)
    for (const { resource } of declarations) {
      const identity = resource === undefined ? undefined : identityOf(resource)
      if (resource === undefined || identity === undefined) continue
      const before = first.get(identity)
      first.set(identity, resource)
      if (before === undefined || folder(before) !== folder(resource)) continue
      const [one, other] = [before.document.file.path, resource.document.file.path]
      const key = JSON.stringify(one === other ? [one, identity, resource.order] : [other])
      const known = pairs.get(key)
      if (known === undefined) pairs.set(key, [{ before, resource }])
      else known.push({ before, resource })
    }
  return pairs
}

/** What stands in one directory is applied together. */
function folder({ document }: Resource): string {
  const { path } = document.file
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
