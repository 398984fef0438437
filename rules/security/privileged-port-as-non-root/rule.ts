import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/privileged-port-as-non-root',
  summary: 'A low port that the container may not open',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['privileged-port-as-non-root'],
  peers: [],
  when: { pods: true },
  messages: {
    refused:
      'Container {container} runs as non-root and declares port {port}: on runtimes that do not lower the limit it may not listen there.',
  },
  help: 'Listen on a port above 1023, add the capability NET_BIND_SERVICE, or set the sysctl net.ipv4.ip_unprivileged_port_start to 0.',
  container(container, at, { spec }, context) {
    const own = container.securityContext ?? {}
    const user = own.runAsUser ?? spec.securityContext?.runAsUser
    const nonRoot = (own.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true || (user !== undefined && user !== 0)
    if (!nonRoot || spec.hostNetwork === true || own.privileged === true) return
    if ((own.capabilities?.add ?? []).some(capability => capability === 'NET_BIND_SERVICE' || capability === 'ALL')) return
    if (spec.securityContext?.sysctls?.some(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start') === true) return
    for (const [index, { containerPort }] of (container.ports ?? []).entries()) {
      if (containerPort === undefined || containerPort >= 1024) continue
      const data = { container: container.name ?? '(without a name)', port: containerPort }
      context.report({ at: at.child('ports', index, 'containerPort'), message: 'refused', data })
    }
  },
})
