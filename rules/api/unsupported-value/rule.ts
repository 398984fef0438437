import { asWritten, FieldRef, fieldErrorRule, nearestName, quotedTexts, writtenValue } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/unsupported-value',
  summary: 'A value that is none of those that the field takes',
  checks: ['rbac-fields', 'restart-policy-invalid', 'schema-enum'],
  peers: [
    {
      tool: 'datree',
      check: 'WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS',
      same: false,
      difference: 'One of all values that the server refuses.',
    },
    { tool: 'kube-score', check: 'cronjob-restartpolicy', same: false, difference: 'One of all values that the server refuses.' },
  ],
  reasons: ['FieldValueNotSupported'],
  message: '{title} has an unsupported {field}, {value}',
  help: 'Write one of the values that the API server lists.',
  fixable: 'safe',
  wording({ resource, at, value = '', detail }) {
    const supported = /^supported values/.test(detail) ? quotedTexts(detail) : []
    const written = quotedTexts(value)[0] ?? ''
    const { place, text } = placeOf(at, written)
    const nearest = nearestOf(text, supported)
    if (nearest === undefined) return supported.length === 0 ? {} : { help: `Write one of ${supported.join(', ')}.` }
    const safe = sameLetters(nearest) === sameLetters(text) || nearestName(text, [nearest]) !== undefined
    const alone = supported.filter(one => nearestName(text, [one]) !== undefined).length < 2
    return {
      help: `Write ${nearest}.`,
      fixes: [{ title: `Write ${nearest}`, safe: safe && alone, edits: [{ at: place, text: asWritten(nearest, resource.document) }] }],
    }
  },
})

/** Where the server names a struct and means its type. */
function placeOf(at: FieldRef, written: string): { readonly place: FieldRef; readonly text: string } {
  const type = writtenValue(at.resource, [...at.path, 'type'])
  return typeof type === 'string' ? { place: new FieldRef(at.resource, [...at.path, 'type']), text: type } : { place: at, text: written }
}

/** The value of the same letters, whatever stands between them, or the nearest one. */
function nearestOf(text: string, supported: readonly string[]): string | undefined {
  const same = supported.filter(one => sameLetters(one) === sameLetters(text))
  return same.length === 1 ? same[0] : nearestName(text, supported)
}

function sameLetters(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '')
}
