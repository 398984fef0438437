import { defineRule, FieldRef, networkPoliciesOf, type PodTemplate, valueAt } from '../../kit.ts'

const directions = ['Ingress', 'Egress'] as const

export default defineRule({
  id: 'network/not-isolated',
  summary: 'A namespace with workloads that no NetworkPolicy restricts',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['netpol-missing'],
  peers: [
    { tool: 'polaris', check: 'missingNetworkPolicy', same: false, difference: 'Wants both ingress and egress rules.' },
    { tool: 'checkov', check: 'CKV2_K8S_6', same: false, difference: 'Bare pods only.' },
    { tool: 'kubescape', check: 'C-0030', same: false, difference: 'Looks at namespaces or workloads, not at each direction.' },
    { tool: 'kubescape', check: 'C-0049', same: false, difference: 'Looks at namespaces or workloads, not at each direction.' },
    { tool: 'kubescape', check: 'C-0054', same: false, difference: 'Looks at namespaces or workloads, not at each direction.' },
    { tool: 'kubescape', check: 'C-0206', same: false, difference: 'Looks at namespaces or workloads, not at each direction.' },
    { tool: 'kubescape', check: 'C-0260', same: false, difference: 'Looks at namespaces or workloads, not at each direction.' },
    { tool: 'kube-linter', check: 'non-isolated-pod', same: false, difference: 'Reports each pod by itself.' },
    { tool: 'kube-score', check: 'pod-networkpolicy', same: false, difference: 'Reports each pod by itself.' },
  ],
  when: { pods: true },
  messages: {
    open: 'In namespace {namespace}, {count} of {all} workloads are restricted by no NetworkPolicy for {direction} ({names}): {consequence}.',
  },
  help: 'Add a NetworkPolicy with podSelector: {} and both policyTypes, and allow from there what is needed.',
  cluster(context) {
    const selecting = context.simulate(networkPoliciesOf)
    const byNamespace = new Map<string, PodTemplate[]>()
    for (const template of context.cluster.podTemplates) {
      if (template.spec.hostNetwork === true || template.namespace === 'kube-system') continue
      byNamespace.set(template.namespace, [...(byNamespace.get(template.namespace) ?? []), template])
    }
    for (const [namespace, templates] of byNamespace) {
      const open = directions.map(type =>
        templates.filter(template => !selecting(template).some(policy => typesOf(policy.object).includes(type)))
      )
      const isBoth = open[0]!.length === open[1]!.length
      for (const [i, direction] of directions.entries()) {
        const own = open[i]!.filter(({ owner }) => owner.role === 'input')
        if (own.length === 0 || (isBoth && i === 1)) continue
        const names = own.slice(0, 3).map(({ owner }) => owner.name ?? '')
        context.report({
          at: new FieldRef(own[0]!.owner, ['metadata', 'name']),
          message: 'open',
          data: {
            namespace,
            count: own.length,
            all: templates.length,
            direction: isBoth ? 'ingress and egress' : direction.toLowerCase(),
            names: own.length > 3 ? `${names.join(', ')} and ${own.length - 3} more` : names.join(', '),
            consequence: i === 0 ? 'every pod of the cluster reaches them' : 'they reach everything',
          },
        })
      }
    }
  },
})

/** Mirrors pkg/apis/networking/v1/defaults.go, v1.36. */
function typesOf(policy: unknown): readonly unknown[] {
  const types = valueAt(policy, ['spec', 'policyTypes'])
  if (Array.isArray(types) && types.length > 0) return types
  const egress = valueAt(policy, ['spec', 'egress'])
  return Array.isArray(egress) && egress.length > 0 ? directions : ['Ingress']
}
