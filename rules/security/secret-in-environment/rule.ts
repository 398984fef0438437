import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/secret-in-environment',
  summary: 'A Secret that is handed over in the environment',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['all'],
  checks: ['secret-in-env'],
  peers: [
    { tool: 'kube-linter', check: 'read-secret-from-env-var', same: true },
    { tool: 'checkov', check: 'CKV_K8S_35', same: true },
    { tool: 'kubescape', check: 'C-0207', same: true },
    { tool: 'datree', check: 'CIS_INVALID_KEY_SECRETKEYREF_SECRETREF', same: true },
  ],
  when: { pods: true },
  messages: {
    variable:
      'Variable {variable} of container {container} holds a value of Secret {secret}: crash reports, debug pages and child processes see it.',
    all: 'The environment of container {container} holds all of Secret {secret}: crash reports, debug pages and child processes see it.',
  },
  help: 'Mount the Secret as a volume, and read the file.',
  container(container, at, _template, context) {
    const name = container.name ?? '(without a name)'
    for (const [index, { name: variable = '', valueFrom }] of (container.env ?? []).entries()) {
      const secret = valueFrom?.secretKeyRef?.name
      if (secret === undefined) continue
      context.report({
        at: at.child('env', index, 'valueFrom', 'secretKeyRef'),
        message: 'variable',
        data: { container: name, variable, secret },
      })
    }
    for (const [index, { secretRef }] of (container.envFrom ?? []).entries())
      if (secretRef?.name !== undefined)
        context.report({ at: at.child('envFrom', index, 'secretRef'), message: 'all', data: { container: name, secret: secretRef.name } })
  },
})
