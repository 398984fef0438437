import { fieldErrorRule } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/too-long',
  summary: 'A text, a list or an object that is larger than the API server allows',
  checks: ['configmap-size'],
  reasons: ['FieldValueTooLong', 'FieldValueTooMany'],
  message: '{title} has too large a value in {field}',
  help: 'Shorten {field}.',
})
