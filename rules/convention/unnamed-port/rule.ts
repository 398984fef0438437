import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'convention/unnamed-port',
  summary: 'A port without a name',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['container-port-names'],
  peers: [],
  when: { pods: true },
  messages: {
    unnamed: 'Port {port} of container {container} has no name: Services, probes and policies must repeat the number.',
  },
  help: 'Name it, for example http or metrics.',
  container(container, at, _template, context) {
    for (const [index, { name, containerPort }] of (container.ports ?? []).entries()) {
      if (name || containerPort === undefined) continue
      const data = { container: container.name ?? '(without a name)', port: containerPort }
      context.report({ at: at.child('ports', index), message: 'unnamed', data })
    }
  },
})
