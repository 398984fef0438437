import { defineRule, type FieldPath, FieldRef, writtenValue } from '../../kit.ts'

export default defineRule({
  id: 'convention/unsorted-keys',
  summary: 'Keys that are not in alphabetical order',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['sorted-keys'],
  peers: [{ tool: 'kube-linter', check: 'sorted-keys', same: true }],
  when: { objects: true },
  messages: {
    unsorted: '{key} stands after {before}: the keys of this mapping are not sorted.',
  },
  help: 'Sort the keys.',
  object(resource, context) {
    const pending: { value: unknown; path: FieldPath }[] = [{ value: writtenValue(resource, []), path: [] }]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { value, path } = next
      if (typeof value !== 'object' || value === null) continue
      const keys = Object.keys(value)
      const index = Array.isArray(value) ? -1 : keys.findIndex((key, i) => i > 0 && key < keys[i - 1]!)
      if (index > 0) {
        const at = new FieldRef(resource, [...path, keys[index]!], 'key')
        context.report({ at, message: 'unsorted', data: { key: keys[index]!, before: keys[index - 1]! } })
      }
      for (const key of keys) {
        const step = Array.isArray(value) ? Number(key) : key
        pending.push({ value: (value as Readonly<Record<string, unknown>>)[key], path: [...path, step] })
      }
    }
  },
})
