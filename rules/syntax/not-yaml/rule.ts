import { slipRule } from '../../kit.ts'

export default slipRule({
  id: 'syntax/not-yaml',
  slip: 'not-yaml',
  summary: 'A shell prompt, a command or prose in a manifest',
  severity: 'error',
  claim: 'fails',
  checks: ['yaml-prose'],
  help: 'Remove the line, or put # before it.',
  fixable: 'safe',
})
