import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'syntax/dropped-content',
  summary: 'Content that kubectl drops without a word',
  severity: 'warning',
  claim: 'risks',
  stage: 'read',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['yaml-syntax'],
  peers: [],
  when: { problems: true },
  messages: { dropped: '{problem}.' },
  help: 'Write a line --- before it, or remove it.',
  document({ source, problems }, context) {
    for (const { code, slip, message, help, start, end, related } of problems) {
      if (code !== 'dropped-content' || slip !== undefined) continue
      context.report({
        at: { document: source, start, end },
        message: 'dropped',
        data: { problem: message.replace(/\.$/, '') },
        ...(help === undefined ? {} : { help }),
        related: related === undefined ? [] : [{ at: { document: source, ...related }, message: related.message }],
      })
    }
  },
})
