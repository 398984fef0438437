import { fieldErrorRule, quotedTexts } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/required',
  summary: 'A field that the API server requires and does not find',
  checks: [],
  peers: [
    { tool: 'datree', check: 'HPA_MISSING_MAXREPLICAS_KEY', same: false, difference: 'One of all fields that the server requires.' },
    { tool: 'datree', check: 'RESOURCE_MISSING_NAME', same: false, difference: 'One of all fields that the server requires.' },
  ],
  reasons: ['FieldValueRequired'],
  message: '{title} has no {field}',
  help: 'Write {field}.',
  wording({ error, detail }) {
    const values = /^valid values/.test(detail) ? quotedTexts(detail) : []
    return values.length === 0 ? {} : { help: `Write ${error.field} with one of ${values.join(', ')}.` }
  },
})
