import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'meta/unknown-suppression',
  summary: 'A suppression that names no rule, or one that does not exist',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { suppressions: true },
  messages: {
    unknown: 'The suppression of {name} hides nothing: there is no such rule.',
    missing: 'The suppression hides nothing: it names no rule.',
  },
  help: 'Name a rule as `seatrial rules` lists them.',
  cluster({ suppressions, report }) {
    for (const { at, names, unknown } of suppressions) {
      if (names.length === 0) report({ at, message: 'missing' })
      for (const { name, suggestion } of unknown)
        report({ at, message: 'unknown', data: { name }, ...(suggestion !== undefined && { help: `Write ${suggestion}.` }) })
    }
  },
})
