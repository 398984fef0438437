import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'probe/exec-handler',
  summary: 'A probe that starts a process',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['probe-exec'],
  peers: [],
  when: { pods: true },
  messages: {
    exec: 'The {probe} of container {container} starts a process in it at every try: it takes its memory and CPU from the container, and is slow on a busy node.',
  },
  help: 'Use httpGet, tcpSocket or grpc where the program speaks one of them.',
  container(container, at, _template, context) {
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
      if (container[probe] === undefined || !Object.hasOwn(container[probe], 'exec')) continue
      context.report({ at: at.child(probe, 'exec'), message: 'exec', data: { probe, container: container.name ?? '(without a name)' } })
    }
  },
})
