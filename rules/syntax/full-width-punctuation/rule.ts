import { slipRule } from '../../kit.ts'

export default slipRule({
  id: 'syntax/full-width-punctuation',
  slip: 'full-width',
  summary: 'Full-width punctuation where YAML needs that of ASCII',
  severity: 'error',
  claim: 'fails',
  checks: ['yaml-full-width'],
  help: 'Write the ASCII character.',
  fixable: 'safe',
})
