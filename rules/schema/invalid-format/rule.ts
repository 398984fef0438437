import { decodeErrorRule, type FieldRef, type FixProposal, writtenText } from '../../kit.ts'

const helps = {
  base64: 'Encode the value with base64, or write it as it is under stringData of a Secret, data of a ConfigMap.',
  time: 'Write a time such as 2026-03-29T02:00:00Z.',
  duration: 'Write a duration such as 30s, 5m or 1h30m.',
}
type Format = keyof typeof helps

export default decodeErrorRule({
  id: 'schema/invalid-format',
  summary: 'A text that is no time, no duration or no base64 where one is wanted',
  checks: ['secret-base64'],
  codes: ['time', 'duration', 'base64'],
  messages: {
    base64: '{field} of {title} is not encoded with base64.',
    time: '{field} of {title} is no time.',
    duration: '{field} of {title} is no duration.',
  },
  help: 'Write the value in the format that the field has.',
  fixable: 'safe',
  wording({ error, at }) {
    const format = error.code as Format
    return { message: format, help: helps[format], fixes: format === 'time' ? upperCase(at) : [] }
  },
})

/** A time whose letters are in lower case. */
function upperCase(at: FieldRef): readonly FixProposal[] {
  const written = writtenText(at)
  const time = /^(["']?)\d{4}-\d\d-\d\d[tT]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[zZ]|[+-]\d\d:\d\d)\1$/.test(written)
  const text = written.toUpperCase()
  return time && text !== written ? [{ title: `Write ${text}`, safe: true, edits: [{ at, text }] }] : []
}
