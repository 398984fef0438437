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
    variants: '{count} files of directory {directory} define objects that others of it define too: the last definition of each wins.',
  },
  help: 'Remove one of the two, or give it another name.',
  cluster(context) {
    for (const groups of groupsByDirectory(context.documents)) {
      const files = groups.filter(([pair]) => isOfTwoFiles(pair!))
      const isGallery = files.length >= fewestOfGallery
      if (isGallery) {
        const [first] = files[0]!
        const data = { count: files.length, directory: folder(first!.resource) || '.' }
        const related = files.slice(0, mostShown).map(([pair]) => definedHere(pair!.resource, 'again'))
        context.report({ at: new FieldRef(first!.resource, name), message: 'variants', data, related, help: variantHelp })
      }
      for (const pairs of groups) {
        const [first] = pairs
        if (first === undefined || (isGallery && isOfTwoFiles(first))) continue
        const at = new FieldRef(first.resource, name)
        const related = pairs.slice(0, mostShown).map(({ before }) => definedHere(before, 'first'))
        const others = new Set(pairs.map(({ before }) => fileOf(before)))
        const other = others.size === 1 ? `${[...others][0]} defines` : 'other files of its directory define'
        if (pairs.length < fewestOfVariant) context.report({ at, ...outcomeOf(first.resource, context), related })
        else context.report({ at, message: 'variant', data: { count: pairs.length, other }, related, help: variantHelp })
      }
    }
  },
})

const name = ['metadata', 'name']
const variantHelp = 'Give variants directories of their own, or check each by itself with --sets file.'
const mostShown = 10

function definedHere(resource: Resource, when: 'first' | 'again') {
  return { at: new FieldRef(resource, name), message: `${resourceTitle(resource)} is defined here ${when}` }
}

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

/** From so many objects on, a file is a variant of the other as a whole; from so many files on, a directory is a collection of variants. */
const fewestOfVariant = 2
const fewestOfGallery = 3

interface Pair {
  readonly before: Resource
  readonly resource: Resource
}

/** Objects that are defined once more: by directory, and there by the file that does; within one file each by itself. */
function groupsByDirectory(documents: readonly DocumentView[]): readonly (readonly (readonly Pair[])[])[] {
  const first = new Map<string, Resource>()
  const directories = new Map<string, Map<string, Pair[]>>()
  for (const { declarations } of documents)
    for (const { resource } of declarations) {
      const identity = resource === undefined ? undefined : identityOf(resource)
      if (resource === undefined || identity === undefined) continue
      const before = first.get(identity)
      first.set(identity, resource)
      if (before === undefined || folder(before) !== folder(resource)) continue
      const pair = { before, resource }
      const key = JSON.stringify(isOfTwoFiles(pair) ? [fileOf(resource)] : [identity, resource.order])
      const groups = directories.get(folder(resource)) ?? new Map<string, Pair[]>()
      directories.set(folder(resource), groups)
      const known = groups.get(key)
      if (known === undefined) groups.set(key, [pair])
      else known.push(pair)
    }
  return [...directories.values()].map(groups => [...groups.values()])
}

const isOfTwoFiles = ({ before, resource }: Pair): boolean => fileOf(before) !== fileOf(resource)
const fileOf = ({ document }: Resource): string => document.file.path

/** What stands in one directory is applied together. */
function folder(resource: Resource): string {
  return fileOf(resource).slice(0, Math.max(0, fileOf(resource).lastIndexOf('/')))
}
