import {
  asWritten,
  decodeErrorRule,
  type FieldPath,
  type FieldRef,
  type FixProposal,
  formatFieldPath,
  isNearly,
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
    misplaced: '{title} has no field {field}: {name} is a field of {parent}.',
  },
  help: 'Remove {name}, or write it where its type has such a field.',
  fixable: 'safe',
  wording({ error, at }) {
    const { path, suggestion, belongsTo } = error
    const name = String(path.at(-1))
    if (suggestion !== undefined) {
      if (hasSibling(at, suggestion))
        return { message: 'misspelt', data: { suggestion, name }, help: `Remove ${name}: ${suggestion} is written beside it.` }
      return { message: 'misspelt', data: { suggestion, name }, help: `Write ${suggestion}.`, fixes: [rename(at, name, suggestion)] }
    }
    if (belongsTo !== undefined) {
      const parent = placeName(belongsTo)
      return { message: 'misplaced', data: { name, parent }, help: `Move ${name} to ${parent}.` }
    }
    return { message: 'unknown', data: { name } }
  },
})

function hasSibling(at: FieldRef, name: string): boolean {
  const parent = writtenValue(at.resource, at.path.slice(0, -1))
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)
}

function rename(at: FieldRef, from: string, to: string): FixProposal {
  return { title: `Write ${to}`, safe: isNearly(from, to), edits: [{ at: at.key(), text: asWritten(to, at.resource.document) }] }
}

function placeName(path: FieldPath): string {
  return path.length === 0 ? 'the top level' : formatFieldPath(path)
}
