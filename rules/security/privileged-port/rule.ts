import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/privileged-port',
  summary: 'A container that listens on a port below 1024',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['privileged-port'],
  peers: [
    { tool: 'kube-linter', check: 'privileged-ports', same: true },
    { tool: 'kube-linter', check: 'ssh-port', same: false, difference: 'Port 22 alone.' },
    { tool: 'kubescape', check: 'C-0042', same: false, difference: 'Services on port 22.' },
    { tool: 'trivy', check: 'KSV-0117', same: true },
  ],
  when: { pods: true },
  messages: {
    low: 'Container {container} declares port {port}: to listen there it needs root or NET_BIND_SERVICE.',
    ssh: 'Container {container} declares port 22: a shell by SSH goes past RBAC and the audit log of the API server.',
  },
  help: 'Listen on a port above 1023, and let the Service map its port to it.',
  container(container, at, { spec }, context) {
    if (spec.securityContext?.sysctls?.some(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start') === true) return
    for (const [index, { containerPort }] of (container.ports ?? []).entries()) {
      if (containerPort === undefined || containerPort >= 1024) continue
      const data = { container: container.name ?? '(without a name)', port: containerPort }
      context.report({ at: at.child('ports', index, 'containerPort'), message: containerPort === 22 ? 'ssh' : 'low', data })
    }
  },
})
