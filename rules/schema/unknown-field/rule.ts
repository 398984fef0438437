import {
  asWritten,
  decodeErrorRule,
  type FieldPath,
  type FieldRef,
  type FixProposal,
  formatFieldPath,
  isNearly,
  moveEntry,
  nearestItems,
  removeEntry,
  writtenValue,
} from '../../kit.ts'

export default decodeErrorRule({
  id: 'schema/unknown-field',
  summary: 'A field that the type does not have',
  checks: ['schema-unknown-field'],
  peers: [
    { tool: 'kube-linter', check: 'schema-validation', same: false, difference: 'Off by default there, and without a position.' },
    { tool: 'datree', check: 'kubernetes-schema-validation', same: false, difference: 'Names the object, not the field or its place.' },
  ],
  codes: ['unknown-field'],
  messages: {
    unknown: '{title} has no field {field}.',
    misspelt: '{title} has no field {field}: the field is called {suggestion}.',
    later: '{title} has no field {field} before Kubernetes 1.{first}.',
    gone: '{title} has no field {field} since Kubernetes 1.{after}.',
    misplaced: '{title} has no field {field}: {name} is a field of {parent}.',
  },
  help: 'Remove {name}, or write it where its type has such a field.',
  fixable: 'safe',
  wording({ error, at, version }) {
    const { path, suggestion, belongsTo, knownIn } = error
    const name = String(path.at(-1))
    if (knownIn !== undefined) {
      const [first, last] = knownIn
      const data = { name, first, after: last + 1 }
      if (last < version.minor) return { message: 'gone', data, help: `Remove ${name}.` }
      return { message: 'later', data, help: `Remove ${name}, or run Kubernetes 1.${first}.` }
    }
    if (suggestion !== undefined) {
      const sibling = siblingOf(at, suggestion)
      if (sibling !== undefined) {
        const isSame = JSON.stringify(sibling.value) === JSON.stringify(writtenValue(at.resource, path))
        const help = `Remove ${name}: ${suggestion} is written beside it.`
        return { message: 'misspelt', data: { suggestion, name }, help, fixes: present(removeEntry(at, isSame)) }
      }
      return { message: 'misspelt', data: { suggestion, name }, help: `Write ${suggestion}.`, fixes: [rename(at, name, suggestion)] }
    }
    if (belongsTo !== undefined) {
      const nearest = nearestItems(at, belongsTo)
      const parent = placeName(nearest)
      return { message: 'misplaced', data: { name, parent }, help: `Move ${name} to ${parent}.`, fixes: present(moveEntry(at, nearest)) }
    }
    return { message: 'unknown', data: { name } }
  },
})

function siblingOf(at: FieldRef, name: string): { readonly value: unknown } | undefined {
  const parent = writtenValue(at.resource, at.path.slice(0, -1))
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return undefined
  return { value: writtenValue(at.resource, [...at.path.slice(0, -1), name]) }
}

function present(fix: FixProposal | undefined): readonly FixProposal[] {
  return fix === undefined ? [] : [fix]
}

function rename(at: FieldRef, from: string, to: string): FixProposal {
  return { title: `Write ${to}`, safe: isNearly(from, to), edits: [{ at: at.key(), text: asWritten(to, at.resource.document) }] }
}

function placeName(path: FieldPath): string {
  return path.length === 0 ? 'the top level' : formatFieldPath(path)
}
