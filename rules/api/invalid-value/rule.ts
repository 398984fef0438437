import { fieldErrorRule } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/invalid-value',
  summary: 'A value that the API server refuses',
  checks: [],
  reasons: ['FieldValueInvalid', 'FieldValueTypeInvalid', 'InternalError'],
  message: '{title} has an invalid {field}',
  help: 'Give {field} a value that the API server takes.',
  wording({ error, detail }) {
    const wanted = /^must be ((?!set|specified|empty)[^;]*)$/.exec(detail)?.[1]
    return wanted === undefined ? {} : { help: `Set ${error.field} to a value that is ${wanted}.` }
  },
})
