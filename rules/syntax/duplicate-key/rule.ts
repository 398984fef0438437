import { type DocumentView, defineRule, type FixProposal, removeKey } from '../../kit.ts'

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
  },
  help: 'Remove one of the two, or give it the key that was meant.',
  fixable: 'unsafe',
  document(view, context) {
    const repeated = view.problems.filter(
      problem => problem.code === 'duplicate-key' && problem.slip !== 'separator' && !isDecoded(view, problem)
    )
    for (const problem of repeated) {
      const { path = [], start, end, related } = problem
      context.report({
        at: { document: view.source, path, start, end },
        message: 'repeated',
        data: { key: String(path.at(-1) ?? view.source.file.text.slice(start, end)) },
        related: related === undefined ? [] : [{ at: { document: view.source, ...related }, message: related.message }],
        fixes: related === undefined ? [] : withoutOne(view, related.start, start),
      })
    }
  },
})

/** Of two that are equal one goes; where they differ, the text may tell which of them was meant. */
function withoutOne({ source }: DocumentView, first: number, last: number): readonly FixProposal[] {
  const { file } = source
  const [one, other] = [first, last].map(start => file.line(file.position(start).line).trim())
  const fixes = [
    removeKey(source, first, one === other, 'Remove the first of the two'),
    one === other ? undefined : removeKey(source, last, false, 'Remove the second of the two'),
  ]
  return fixes.filter(fix => fix !== undefined)
}

/** A repeated key of a JSON text reaches the server, which refuses it in words of its own. */
function isDecoded({ source, declarations }: DocumentView, { path = [] }: Problem): boolean {
  return (
    source.format === 'json' &&
    declarations.some(({ resource, root }) => resource !== undefined && root.every((step, i) => path[i] === step))
  )
}
