import { defineRule, FieldRef } from '../../kit.ts'

const snippet = /^nginx\.ingress\.kubernetes\.io\/[a-z-]*snippet$/

export default defineRule({
  id: 'security/ingress-snippet',
  summary: 'An Ingress that writes into the configuration of nginx',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['ingress-snippet'],
  peers: [
    {
      tool: 'datree',
      check: 'CONFIGMAP_CVE2021_25742_INCORRECT_SNIPPET_ANNOTATIONS_VALUE',
      same: false,
      difference: 'The setting of the controller that allows them.',
    },
    { tool: 'checkov', check: 'CKV_K8S_153', same: true },
    { tool: 'checkov', check: 'CKV_K8S_152', same: false, difference: 'Snippets with Lua alone.' },
    { tool: 'checkov', check: 'CKV_K8S_154', same: false, difference: 'Snippets with alias alone.' },
    { tool: 'kubescape', check: 'C-0059', same: true },
    { tool: 'datree', check: 'INGRESS_CVE2021_25742_INCORRECT_SERVER_SNIPPET_KEY', same: false, difference: 'Server snippets alone.' },
  ],
  when: { kinds: ['Ingress'] },
  messages: {
    snippet:
      'Annotation {annotation} puts text into the configuration of ingress-nginx: whoever may write it reads every Secret that the controller can (CVE-2021-25742).',
  },
  help: 'Use the annotations made for the purpose, and set allow-snippet-annotations: "false" in the controller.',
  object(resource, context) {
    if (resource.type.kind !== 'Ingress') return
    for (const annotation of Object.keys(resource.object.metadata?.annotations ?? {})) {
      if (!snippet.test(annotation)) continue
      const at = new FieldRef(resource, ['metadata', 'annotations', annotation], 'key')
      context.report({ at, message: 'snippet', data: { annotation } })
    }
  },
})
