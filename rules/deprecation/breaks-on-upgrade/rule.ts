import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'deprecation/breaks-on-upgrade',
  summary: 'What the version of `--upgrade-to` refuses, drops or warns of',
  severity: 'error',
  claim: 'fails',
  stage: 'admit',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['upgrade-break'],
  peers: [],
  when: { upgrade: true },
  messages: { breaks: 'In Kubernetes {version}: {message}' },
  help: 'Write it so that both versions take it.',
  component: { name: 'kube-apiserver', sentence: '{sentence}' },
  fixable: 'safe',
  cluster(context) {
    for (const { document, finding, version } of context.upgradeBreaks) {
      const { span, path, message, severity, claim, stage, help, component, fixes } = finding
      context.report({
        at: { document, path, start: span.start, end: span.end },
        message: 'breaks',
        data: { version, message, sentence: component?.sentence ?? message },
        ...{ severity, claim, stage },
        ...(help !== undefined && { help }),
        ...(component !== undefined && { component }),
        fixes: fixes.map(({ title, safe, edits }) => ({
          title,
          safe: safe && claim === 'fails',
          edits: edits.map(edit => ({ at: { document, start: edit.span.start, end: edit.span.end }, text: edit.text })),
        })),
      })
    }
  },
})
