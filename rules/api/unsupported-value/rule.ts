import { asWritten, fieldErrorRule, nearestName, quotedTexts } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/unsupported-value',
  summary: 'A value that is none of those that the field takes',
  checks: ['rbac-fields', 'restart-policy-invalid', 'schema-enum'],
  reasons: ['FieldValueNotSupported'],
  message: '{title} has an unsupported {field}, {value}',
  help: 'Write one of the values that the API server lists.',
  fixable: 'safe',
  wording({ resource, at, value = '', detail }) {
    const supported = /^supported values/.test(detail) ? quotedTexts(detail) : []
    const written = quotedTexts(value)[0] ?? ''
    const nearest = nearestName(written, supported)
    if (nearest === undefined) return supported.length === 0 ? {} : { help: `Write one of ${supported.join(', ')}.` }
    const safe = nearest.toLowerCase() === written.toLowerCase()
    return {
      help: `Write ${nearest}.`,
      fixes: [{ title: `Write ${nearest}`, safe, edits: [{ at, text: asWritten(nearest, resource.document) }] }],
    }
  },
})
