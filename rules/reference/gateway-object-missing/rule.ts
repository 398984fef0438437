import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/gateway-object-missing',
  summary: 'A name in a Gateway or a route that leads nowhere',
  family: 'gateway',
  checks: ['ref-gateway'],
  peers: [{ tool: 'kubescape', check: 'C-0302', same: false, difference: 'Backends only.' }],
  when: { kinds: ['Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'], declarations: true },
  consequence: '{title} is not programmed as written',
  component: { name: 'gateway controller', reason: 'ResolvedRefs', sentence: '{kind} "{name}" not found' },
  closed: 'risks',
  openPreset: 'strict',
  openSeverity: 'info',
  custom: true,
})
