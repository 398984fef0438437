import { decodeErrorRule } from '../../kit.ts'

export default decodeErrorRule({
  id: 'schema/duplicate-field',
  summary: 'A field that stands twice in a JSON text, which the API server refuses',
  checks: ['yaml-duplicate-key'],
  codes: ['duplicate-field'],
  messages: { repeated: '{field} of {title} stands twice.' },
  help: 'Remove one of the two.',
  wording({ resource: { document, root }, error }) {
    const path = [...root, ...error.path]
    const first = document.problems.find(
      problem => problem.code === 'duplicate-key' && problem.path?.join('\0') === path.join('\0')
    )?.related
    return { message: 'repeated', related: first === undefined ? [] : [{ at: { document, ...first }, message: first.message }] }
  },
})
