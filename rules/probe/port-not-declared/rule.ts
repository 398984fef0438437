import { defineRule, missingPort, nearestName, type ProbedContainer, probeFields } from '../../kit.ts'

const words = { startupProbe: 'Startup', livenessProbe: 'Liveness', readinessProbe: 'Readiness' } as const
const consequences = {
  startupProbe: 'the container never counts as started',
  livenessProbe: 'the container is never restarted, however long it hangs',
  readinessProbe: 'the container never becomes ready',
} as const

export default defineRule({
  id: 'probe/port-not-declared',
  summary: 'A probe that names a port which its container does not declare',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['probe-port-name'],
  peers: ['liveness-port', 'readiness-port', 'startup-port'].map(check => ({
    tool: 'kube-linter',
    check,
    same: false,
    difference: 'Also asks for numbers to be declared.',
  })),
  when: { fields: ['livenessProbe', 'readinessProbe', 'startupProbe'] },
  messages: {
    missing: 'The {probe} of container {container} names port {port}, which is not declared there: {consequence}.',
  },
  help: 'Declare the port with name: {port}, or write its number here.',
  component: {
    name: 'kubelet',
    reason: 'Unhealthy',
    sentence: '{kind} probe errored and resulted in unknown state: strconv.Atoi: parsing "{port}": invalid syntax',
  },
  fixable: 'unsafe',
  container(container, at, _template, context) {
    const { name = '(without a name)', ports = [] } = container
    for (const probe of probeFields) {
      const written = (container as ProbedContainer)[probe]
      const port = written === undefined ? undefined : missingPort(written, container)
      if (port === undefined) continue
      const place = at.child(probe, port.handler, 'port')
      const near = nearestName(
        port.name,
        ports.flatMap(each => each.name ?? [])
      )
      context.report({
        at: place,
        message: 'missing',
        data: { probe, container: name, port: port.name, kind: words[probe], consequence: consequences[probe] },
        related: ports.length === 0 ? [] : [{ at: at.child('ports'), message: 'the ports of the container' }],
        ...(near !== undefined && {
          help: `Write port: ${near}.`,
          fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at: place, text: near }] }],
        }),
      })
    }
  },
})
