import { slipRule } from '../../kit.ts'

export default slipRule({
  id: 'syntax/indentation',
  slip: 'indentation',
  summary: 'A line at a column where nothing of the document can stand',
  severity: 'error',
  claim: 'fails',
  checks: ['yaml-indent-slip'],
  help: 'Indent the line like its siblings.',
  fixable: 'safe',
})
