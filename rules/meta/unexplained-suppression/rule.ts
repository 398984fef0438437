import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'meta/unexplained-suppression',
  summary: 'A suppression that gives no reason',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { suppressions: true },
  messages: { found: 'The suppression of {names} gives no reason: nobody will know when it may go.' },
  help: 'Write the reason behind a colon.',
  cluster({ suppressions, report }) {
    for (const { at, names, explained, unknown } of suppressions) {
      if (explained || unknown.length === names.length) continue
      report({ at, message: 'found', data: { names: names.join(', ') } })
    }
  },
})
