import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/security-context-missing',
  summary: 'A container about whose security nothing is said',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['security-context-missing'],
  peers: [
    { tool: 'checkov', check: 'CKV_K8S_29', same: false, difference: 'The pod and the container alone.' },
    { tool: 'checkov', check: 'CKV_K8S_30', same: false, difference: 'The container alone.' },
    { tool: 'kubescape', check: 'C-0211', same: false, difference: 'Asks for single fields.' },
    { tool: 'trivy', check: 'KSV-0118', same: false, difference: 'Asks for one at the pod, too.' },
    { tool: 'datree', check: 'CIS_MISSING_KEY_SECURITYCONTEXT', same: true },
  ],
  when: { pods: true },
  messages: {
    missing:
      'Neither the pod nor container {container} has a securityContext: user, capabilities and system calls are left to the image and the runtime.',
  },
  help: 'Write a securityContext: runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}.',
  container(container, at, { spec }, context) {
    if (hasAny(spec.securityContext) || hasAny(container.securityContext)) return
    context.report({ at: at.child('securityContext'), message: 'missing', data: { container: container.name ?? '(without a name)' } })
  },
})

function hasAny(context: object | undefined): boolean {
  return context !== undefined && Object.keys(context).length > 0
}
