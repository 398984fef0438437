import { defineRule, resourceTitle } from '../../kit.ts'

const tools: readonly (readonly ['tiller' | 'dashboard', RegExp])[] = [
  ['tiller', /(?:^|\/)tiller(?:[:@]|$)/],
  ['dashboard', /(?:^|\/)kubernetes-dashboard(?:-amd64)?(?:[:@]|$)|kubernetesui\/dashboard(?:[:@]|$)/],
]

export default defineRule({
  id: 'security/retired-cluster-tool',
  summary: 'A cluster tool that is known for handing out cluster-admin',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['tiller-dashboard'],
  peers: [
    { tool: 'checkov', check: 'CKV_K8S_44', same: false, difference: 'The Service only.' },
    { tool: 'checkov', check: 'CKV_K8S_45', same: false, difference: 'The listening address of the Deployment.' },
    { tool: 'kubescape', check: 'C-0014', same: false, difference: "Bindings of the dashboard's account." },
    { tool: 'checkov', check: 'CKV_K8S_33', same: false, difference: 'The dashboard alone.' },
    { tool: 'checkov', check: 'CKV_K8S_34', same: false, difference: 'Tiller alone.' },
    { tool: 'trivy', check: 'KSV-0102', same: false, difference: 'Tiller alone.' },
  ],
  when: { pods: true },
  messages: {
    tiller: '{title} runs Tiller, the server of Helm 2: it does what anybody who reaches its port asks, as cluster-admin.',
    dashboard: '{title} runs the Kubernetes dashboard: exposed, or with a wide role, it is a cluster in a browser.',
  },
  help: 'Remove it: Helm 3 needs no server, and kubectl or a local client does what the dashboard does.',
  pod({ spec, specAt, owner }, context) {
    for (const [index, { image = '' }] of (spec.containers ?? []).entries()) {
      const found = tools.find(([, pattern]) => pattern.test(image))
      if (found === undefined) continue
      context.report({ at: specAt.child('containers', index, 'image'), message: found[0], data: { title: resourceTitle(owner) } })
      return
    }
  },
})
