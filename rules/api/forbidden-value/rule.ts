import { fieldErrorRule } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/forbidden-value',
  summary: 'A field that may not be set beside the others',
  checks: ['probe-handler'],
  reasons: ['FieldValueForbidden'],
  message: '{title} may not have {field}',
  help: 'Remove {field}, or what forbids it.',
  target: 'key',
  wording: ({ error, detail }) => (/\brequires?\b/.test(detail) ? { help: `Add what it requires, or remove ${error.field}.` } : {}),
})
