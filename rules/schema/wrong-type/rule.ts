import { decodeErrorRule, type FieldRef, type FixProposal, writtenText } from '../../kit.ts'

export default decodeErrorRule({
  id: 'schema/wrong-type',
  summary: 'A value of a type that the field does not take',
  checks: ['schema-type'],
  peers: [
    { tool: 'datree', check: 'kubernetes-schema-validation', same: false, difference: 'Names the object, not the place of the value.' },
  ],
  codes: ['wrong-type', 'out-of-range', 'int-or-string', 'custom'],
  messages: {
    type: '{field} of {title} must be {expected}, not {got}.',
    expected: '{field} of {title} must be {expected}.',
    refused: '{field} of {title} has a value that its type does not take.',
  },
  help: 'Write a value of the type that the field has.',
  fixable: 'safe',
  wording({ error, at }) {
    const { expected, got, suggestion } = error
    if (expected === undefined) return { message: 'refused' }
    const wanted = withArticle(expected)
    const fixes = fixOf(at, expected, suggestion)
    const help = fixes.length > 0 ? `${fixes[0]!.title}.` : `Write ${wanted}.`
    if (got === undefined || isSecret(at)) return { message: 'expected', data: { expected: wanted }, help, fixes }
    return { message: 'type', data: { expected: wanted, got: got.includes(' ') ? `the ${got}` : withArticle(got) }, help, fixes }
  },
})

function withArticle(noun: string): string {
  if (/^(?:null|true|false|a|an|the|\d.*)$|^(?:a|an|the) /.test(noun)) return noun
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`
}

/** Values of Secrets are never repeated. */
function isSecret({ resource, path }: FieldRef): boolean {
  return resource.type.kind === 'Secret' && (path[0] === 'data' || path[0] === 'stringData')
}

/** Quotes around what a text field holds bare, or none around a number: the value that was meant is the one that is written. */
function fixOf(at: FieldRef, expected: string, suggestion: string | undefined): readonly FixProposal[] {
  const text = writtenText(at)
  const replacement =
    suggestion ?? (/^string\b/.test(expected) ? quoted(text) : /^(?:integer|number)\b/.test(expected) ? unquoted(text) : undefined)
  if (replacement === undefined || isSecret(at)) return []
  return [{ title: `Write ${replacement}`, safe: suggestion === undefined, edits: [{ at, text: replacement }] }]
}

function quoted(text: string): string | undefined {
  return /^[\w+.:-]{1,64}$/.test(text) ? `"${text}"` : undefined
}

function unquoted(text: string): string | undefined {
  return /^(["'])(0|-?[1-9]\d{0,15})\1$/.exec(text)?.[2]
}
