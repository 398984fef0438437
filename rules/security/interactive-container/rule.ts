import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/interactive-container',
  summary: 'A container that keeps a terminal open',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['interactive'],
  peers: [],
  when: { pods: true },
  messages: {
    interactive: 'Container {container} keeps {what} open: it is made to be typed into, and waits for somebody who is not there.',
  },
  help: 'Remove stdin and tty; use kubectl debug or kubectl run -it for a session.',
  container(container, at, _template, context) {
    const field = container.tty === true ? 'tty' : container.stdin === true ? 'stdin' : undefined
    if (field === undefined) return
    const data = { container: container.name ?? '(without a name)', what: field === 'tty' ? 'a terminal' : 'standard input' }
    context.report({ at: at.child(field), message: 'interactive', data })
  },
})
