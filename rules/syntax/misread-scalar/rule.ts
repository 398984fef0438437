import { type DocumentView, defineRule, textFixes } from '../../kit.ts'

/** Fields of files' modes, which are written in octal. */
const modes: ReadonlySet<unknown> = new Set(['mode', 'defaultMode'])

type Problem = DocumentView['problems'][number]

export default defineRule({
  id: 'syntax/misread-scalar',
  summary: 'A key or a number that kubectl reads as another than it looks like',
  severity: 'warning',
  claim: 'risks',
  stage: 'read',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['yaml-1.1-scalar'],
  peers: [],
  when: { problems: true },
  messages: { read: '{problem}.' },
  help: 'Put it in quotes.',
  fixable: 'unsafe',
  document(view, context) {
    const { source, problems } = view
    for (const problem of problems) {
      const { slip, path = [], message, help, start, end } = problem
      if (slip !== 'scalar' || modes.has(path.at(-1)) || isDecoded(view, problem)) continue
      context.report({
        at: { document: source, path, start, end },
        message: 'read',
        data: { problem: message.replace(/\.$/, '') },
        ...(help === undefined ? {} : { help }),
        fixes: textFixes(source, problem),
      })
    }
  },
})

/** A number where a text is wanted, or a key that is no field, is refused in the server's own words. */
function isDecoded({ declarations }: DocumentView, { path = [] }: Problem): boolean {
  return declarations.some(({ resource, root }) =>
    resource?.decodeErrors.some(error => [...root, ...error.path].join('\0') === path.join('\0'))
  )
}
