import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'meta/unused-suppression',
  summary: 'A suppression that hides nothing',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { suppressions: true },
  messages: { found: 'Nothing is hidden by the suppression of {name}: the rule finds nothing there.' },
  help: 'Remove {name} from it.',
  cluster({ suppressions, report }) {
    for (const { at, unused } of suppressions) for (const name of unused) report({ at, message: 'found', data: { name } })
  },
})
