import { type DocumentView, defineRule } from '../../kit.ts'

type Problem = DocumentView['problems'][number]

export default defineRule({
  id: 'syntax/duplicate-key',
  summary: 'A key that stands twice in one mapping, of which kubectl keeps the last',
  severity: 'warning',
  claim: 'risks',
  stage: 'read',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['yaml-duplicate-key'],
  peers: [],
  when: { problems: true },
  messages: {
    repeated: 'Key {key} stands twice in one mapping: kubectl sends the last one and drops the one before it in silence.',
    joined:
      'Two objects stand in one document, without a line --- between them: kubectl sends one object made of the last value of each key.',
  },
  help: 'Remove one of the two, or give it the key that was meant.',
  document(view, context) {
    const repeated = view.problems.filter(problem => problem.code === 'duplicate-key' && !isDecoded(view, problem))
    const atTop = repeated.filter(({ path }) => path?.length === 1)
    const joined = ['apiversion', 'kind'].every(key => atTop.some(({ path }) => String(path?.[0]).toLowerCase() === key))
    for (const problem of repeated) {
      if (joined && atTop.includes(problem) && problem !== atTop[0]) continue
      const { path = [], start, end, related } = problem
      context.report({
        at: { document: view.source, path, start, end },
        ...(joined && problem === atTop[0]
          ? { message: 'joined', help: 'Write a line --- before the second object.' }
          : { message: 'repeated', data: { key: String(path.at(-1) ?? view.source.file.text.slice(start, end)) } }),
        related: related === undefined ? [] : [{ at: { document: view.source, ...related }, message: related.message }],
      })
    }
  },
})

/** A repeated key of a JSON text reaches the server, which refuses it in words of its own. */
function isDecoded({ source, declarations }: DocumentView, { path = [] }: Problem): boolean {
  return (
    source.format === 'json' &&
    declarations.some(({ resource, root }) => resource !== undefined && root.every((step, i) => path[i] === step))
  )
}
