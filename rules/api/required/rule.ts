import { fieldErrorRule, quotedTexts } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/required',
  summary: 'A field that the API server requires and does not find',
  checks: [],
  reasons: ['FieldValueRequired'],
  message: '{title} has no {field}',
  help: 'Write {field}.',
  wording({ error, detail }) {
    const values = /^valid values/.test(detail) ? quotedTexts(detail) : []
    return values.length === 0 ? {} : { help: `Write ${error.field} with one of ${values.join(', ')}.` }
  },
})
