import { type DocumentView, defineRule, type FixProposal, secondObject } from '../../kit.ts'

export default defineRule({
  id: 'syntax/missing-separator',
  summary: 'Two objects in one document, without a line --- between them',
  severity: 'warning',
  claim: 'risks',
  stage: 'read',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['missing-separator', 'yaml-duplicate-key'],
  peers: [],
  when: { problems: true },
  messages: {
    joined:
      'A second object begins here without a line --- before it: kubectl sends one object made of the last value of each key, and the first is lost.',
  },
  help: 'Write a line --- before it.',
  fixable: 'unsafe',
  document(view, context) {
    const second = secondObject(view.problems)
    if (second === undefined) return
    const { start, end, related } = second
    context.report({
      at: { document: view.source, path: [], start, end },
      message: 'joined',
      related: related === undefined ? [] : [{ at: { document: view.source, ...related }, message: 'the first object' }],
      fixes: [separated(view.source, start)],
    })
  },
})

function separated(document: DocumentView['source'], at: number): FixProposal {
  const start = document.file.text.lastIndexOf('\n', at - 1) + 1
  return { title: 'Write a line --- before it', safe: false, edits: [{ at: { document, start, end: start }, text: '---\n' }] }
}
