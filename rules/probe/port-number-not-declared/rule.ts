import { defineRule, type ProbedContainer, probeFields } from '../../kit.ts'

export default defineRule({
  id: 'probe/port-number-not-declared',
  summary: 'A probe of a port number that its container does not declare',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['probe-port-number'],
  peers: ['liveness-port', 'readiness-port', 'startup-port'].map(check => ({
    tool: 'kube-linter',
    check,
    same: false,
    difference: 'On by default; also about names.',
  })),
  when: { pods: true },
  messages: {
    undeclared: 'The {probe} of container {container} asks at port {port}, which is none of its ports ({ports}): one of the two is wrong.',
  },
  help: 'Probe a port that the container declares, or declare {port}.',
  container(container, at, _template, context) {
    const ports = (container.ports ?? []).flatMap(({ containerPort }) => containerPort ?? [])
    if (ports.length === 0) return
    for (const probe of probeFields) {
      const { httpGet, tcpSocket, grpc } = (container as ProbedContainer)[probe] ?? {}
      const handler = httpGet !== undefined ? 'httpGet' : tcpSocket !== undefined ? 'tcpSocket' : 'grpc'
      const port = (httpGet ?? tcpSocket ?? grpc)?.port
      if (typeof port !== 'number' || ports.includes(port) || (httpGet ?? tcpSocket)?.host !== undefined) continue
      const data = { probe, container: container.name ?? '(without a name)', port, ports: ports.join(', ') }
      context.report({ at: at.child(probe, handler, 'port'), message: 'undeclared', data })
    }
  },
})
