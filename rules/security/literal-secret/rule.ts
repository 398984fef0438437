import { defineRule, FieldRef, valueAt } from '../../kit.ts'
import { secretIn } from './secret-in.ts'

export default defineRule({
  id: 'security/literal-secret',
  summary: 'A password or token that stands in the manifest',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['secret-literal'],
  peers: [
    {
      tool: 'datree',
      check: 'ALL_EXPOSED_SECRET_LAUNCHDARKLY',
      same: false,
      difference: "Looks for one provider's tokens in every object.",
    },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_PRIVATEKEY', same: false, difference: 'Looks for private keys in every object.' },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_AWS', same: false, difference: "Looks for one provider's keys in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_GITHUB', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_BITBUCKET', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_DATADOG', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_GCP', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_GITLAB', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_TERRAFORM', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_HEROKU', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_JWT', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_NEWRELIC', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_NPM', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_OKTA', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_STRIPE', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_SUMOLOGIC', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_TWILIO', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'datree', check: 'ALL_EXPOSED_SECRET_VAULT', same: false, difference: "Looks for one provider's tokens in every object." },
    { tool: 'kube-linter', check: 'env-var-secret', same: false, difference: 'Names alone.' },
    { tool: 'polaris', check: 'sensitiveContainerEnvVar', same: false, difference: 'Names alone, whatever the value.' },
    { tool: 'polaris', check: 'sensitiveConfigmapContent', same: false, difference: 'Names alone, whatever the value.' },
    { tool: 'kubescape', check: 'C-0012', same: true },
    { tool: 'trivy', check: 'KSV-0109', same: true },
    { tool: 'trivy', check: 'KSV-01010', same: true },
  ],
  when: { pods: true, kinds: ['ConfigMap'] },
  messages: {
    variable: 'Variable {name} of container {container} holds {what} in plain text: everybody who reads the repository or the pod has it.',
    key: 'Key {name} of ConfigMap {object} holds {what} in plain text: ConfigMaps are read by everybody who may look at the namespace.',
  },
  help: 'Put it into a Secret, refer to it with secretKeyRef, and change the value that was written here.',
  cluster(context) {
    for (const template of context.cluster.podTemplates)
      for (const list of ['initContainers', 'containers'] as const)
        for (const [c, container] of (template.spec[list] ?? []).entries())
          for (const [e, { name = '', value = '' }] of (container.env ?? []).entries()) {
            const what = secretIn(name, value)
            if (what === undefined) continue
            const at = template.specAt.child(list, c, 'env', e, 'value')
            context.report({ at, message: 'variable', data: { name, what, container: container.name ?? '(without a name)' } })
          }
    for (const config of context.cluster.ofKind('', 'ConfigMap'))
      for (const [name, value] of Object.entries((valueAt(config.object, ['data']) ?? {}) as Readonly<Record<string, string>>)) {
        const what = secretIn(name, value)
        const at = new FieldRef(config, ['data', name], 'key')
        if (what !== undefined) context.report({ at, message: 'key', data: { name, what, object: config.name ?? '' } })
      }
  },
})
