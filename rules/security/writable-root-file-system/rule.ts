import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/writable-root-file-system',
  summary: 'A container whose root file system can be written',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['read-only-root-fs'],
  peers: [
    { tool: 'kube-linter', check: 'no-read-only-root-fs', same: true },
    { tool: 'kube-score', check: 'container-security-context-readonlyrootfilesystem', same: true },
    { tool: 'polaris', check: 'notReadOnlyRootFilesystem', same: true },
    { tool: 'checkov', check: 'CKV_K8S_22', same: true },
    { tool: 'kubescape', check: 'C-0017', same: false, difference: 'Looks at ephemeral containers, too.' },
    { tool: 'trivy', check: 'KSV-0014', same: true },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE', same: true },
  ],
  when: { pods: true },
  messages: {
    writable:
      'The root file system of container {container} can be written: an intruder may replace its programs, and files written there are lost at the next restart.',
  },
  help: 'Set readOnlyRootFilesystem: true, and mount an emptyDir where the program writes.',
  container(container, at, { spec }, context) {
    if (spec.os?.name === 'windows' || container.securityContext?.readOnlyRootFilesystem === true) return
    context.report({
      at: at.child('securityContext', 'readOnlyRootFilesystem'),
      message: 'writable',
      data: { container: container.name ?? '(without a name)' },
    })
  },
})
