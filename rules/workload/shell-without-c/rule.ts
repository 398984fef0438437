import { defineRule } from '../../kit.ts'

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh'])

export default defineRule({
  id: 'workload/shell-without-c',
  summary: 'A shell that is given a command line as a file name',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['shell-without-c'],
  peers: [],
  when: { fields: ['command'] },
  messages: {
    file: 'Container {container} starts {shell} with {line} as the name of a script: it ends at once with "can\'t open".',
  },
  help: 'Put "-c" before the command line.',
  container(container, at, _template, context) {
    const { command = [], args = [] } = container
    const words = [...command, ...args]
    const shell = words[0]?.split('/').at(-1) ?? ''
    if (!shells.has(shell) || words.length !== 2 || command.length === 0) return
    const line = words[1]!
    if (line.startsWith('-') || !/\s/.test(line.trim())) return
    const place = command.length === 2 ? at.child('command', 1) : at.child('args', 0)
    const text = line.trim().split('\n')[0]!
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
    context.report({
      at: place,
      message: 'file',
      data: { container: container.name ?? '(without a name)', shell: words[0]!, line: `"${shown}"` },
    })
  },
})
