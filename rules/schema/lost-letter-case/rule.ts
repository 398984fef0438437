import { defineRule, FieldRef, type FixProposal, formatFieldPath, resourceTitle, writtenText, writtenValue } from '../../kit.ts'
import { isLowered, restored } from './letter-case.ts'

export default defineRule({
  id: 'schema/lost-letter-case',
  summary: 'A value in base64 whose letters are all in lower case, and which decodes to no text',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['secret-base64'],
  peers: [],
  when: { kinds: ['Secret'] },
  messages: { lowered: '{field} of {title} decodes to no text, and has no capital letter: its letter case was lost on the way.' },
  help: 'Encode the value again, or write it as it is under stringData.',
  fixable: 'unsafe',
  object(resource, context) {
    if (resource.type.kind !== 'Secret' || resource.type.group !== '') return
    const data = writtenValue(resource, ['data'])
    if (typeof data !== 'object' || data === null) return
    for (const [key, value] of Object.entries(data)) {
      if (typeof value !== 'string' || !isLowered(value)) continue
      const at = new FieldRef(resource, ['data', key])
      const meant = restored(value)
      const written = writtenText(at)
      const isPlain = meant !== undefined && written.includes(value)
      const fixes: readonly FixProposal[] = isPlain
        ? [
            {
              title: 'Write it in the letter case in which it is a text',
              safe: false,
              edits: [{ at, text: written.replace(value, meant) }],
            },
          ]
        : []
      const field = formatFieldPath(['data', key])
      context.report({ at, message: 'lowered', data: { field, title: resourceTitle(resource) }, fixes })
    }
  },
})
