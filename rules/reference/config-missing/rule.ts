import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/config-missing',
  summary: 'A ConfigMap or Secret that a pod needs and that is not there',
  family: 'config',
  checks: ['ref-configmap-secret'],
  peers: [{ tool: 'kube-linter', check: 'env-value-from', same: false, difference: 'Off by default; without the namespace.' }],
  when: { fields: ['envFrom', 'configMapKeyRef', 'secretKeyRef', 'configMap', 'secret'] },
  consequence: 'the containers of {title} cannot start',
  component: { name: 'kubelet', reason: 'CreateContainerConfigError', sentence: '{kind} "{name}" not found' },
})
