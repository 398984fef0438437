import { slipRule } from '../../kit.ts'

export default slipRule({
  id: 'syntax/unrendered-placeholder',
  slip: 'placeholder',
  summary: 'A value that was never filled in',
  severity: 'info',
  claim: 'risks',
  checks: ['placeholder'],
  help: 'Fill in the value.',
})
