import { type DocumentView, defineRule, textFixes } from '../../kit.ts'

type Problem = DocumentView['problems'][number]

const codes: ReadonlySet<Problem['code']> = new Set(['syntax', 'document-separator', 'encoding', 'alias', 'limit'])

/** Mirrors apimachinery pkg/api/errors NewRequestEntityTooLargeError and its use in apiserver, v1.36. */
const tooLarge = { name: 'kube-apiserver', reason: 'RequestEntityTooLarge', sentence: 'Request entity too large: limit is 3145728' }

export default defineRule({
  id: 'syntax/invalid-yaml',
  summary: 'A text that kubectl cannot read as YAML or JSON',
  severity: 'error',
  claim: 'fails',
  stage: 'read',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['yaml-syntax'],
  peers: [],
  when: { problems: true },
  messages: { unreadable: '{problem}.' },
  help: 'Correct the text here: kubectl sends nothing of this document until all of it can be read.',
  component: { name: 'kubectl', sentence: 'error parsing {file}: {words}' },
  fixable: 'safe',
  document({ source, problems }, context) {
    for (const problem of problems) {
      if (!codes.has(problem.code) || problem.slip !== undefined) continue
      const { start, end, help, related } = problem
      context.report({
        at: { document: source, start, end },
        message: 'unreadable',
        data: { problem: problem.message.replace(/\.$/, ''), file: source.file.path, words: kubectlWords(source, problem) },
        ...(help === undefined ? {} : { help }),
        ...certainty(problem),
        fixes: textFixes(source, problem),
        ...(related === undefined ? {} : { related: [{ at: { document: source, ...related }, message: related.message }] }),
      })
    }
  },
})

/** What kubectl may read after all is no prediction: a limit of seatrial's own, a character that was lost on the way here. */
function certainty({ code, fatal }: Problem) {
  if (code === 'limit' && !fatal) return { component: tooLarge } as const
  return fatal && code !== 'limit' ? {} : ({ claim: 'risks', severity: 'warning' } as const)
}

/** Mirrors apimachinery pkg/util/yaml/decoder.go YAMLReader.Read, v1.36, and go-yaml v2; an ellipsis where its words depend on how far it got. */
function kubectlWords({ file, format }: DocumentView['source'], { code, start, end }: Problem): string {
  if (code === 'document-separator') {
    const line = file.line(file.position(start).line)
    return `invalid Yaml document separator: ${line.replace(/^---/, '').trim()}`
  }
  if (format === 'json') return 'json: …'
  const alias = code === 'alias' ? /^\*([\w-]+)$/.exec(file.text.slice(start, end)) : null
  if (alias !== null && !new RegExp(`&${alias[1]}\\b`).test(file.text.slice(0, start)))
    return `error converting YAML to JSON: yaml: unknown anchor '${alias[1]}' referenced`
  return 'error converting YAML to JSON: yaml: …'
}
