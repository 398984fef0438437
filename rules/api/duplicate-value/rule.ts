import { type FieldPath, FieldRef, fieldErrorRule, type Resource, valueAt } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/duplicate-value',
  summary: 'A value that must be unique in its list and is not',
  checks: ['container-name-duplicate', 'list-map-duplicate', 'volume-name-duplicate'],
  peers: [{ tool: 'kube-score', check: 'container-ports-check', same: false, difference: 'Duplicate and overlong port names only.' }],
  reasons: ['FieldValueDuplicate'],
  message: '{field} of {title} repeats {value}, which must be unique',
  help: 'Give {field} another value, or remove the item.',
  wording({ resource, at }) {
    const first = firstOf(resource, at.path)
    return first === undefined ? {} : { related: [{ at: first, message: 'the first of the two' }] }
  },
})

/** The item before it in the innermost list that has the same scalar in the same place. */
function firstOf(resource: Resource, path: FieldPath): FieldRef | undefined {
  const step = path.findLastIndex(part => typeof part === 'number')
  if (step === -1) return undefined
  const value = valueAt(resource.object, path)
  for (let i = 0; i < Number(path[step]); i++) {
    const other = path.with(step, i)
    if (value !== undefined && valueAt(resource.object, other) === value) return new FieldRef(resource, other)
  }
  return undefined
}
