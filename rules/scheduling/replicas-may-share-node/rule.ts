import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'scheduling/replicas-may-share-node',
  summary: 'Replicas that may all land on one node',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['spread-or-anti-affinity'],
  peers: [
    { tool: 'kube-score', check: 'pod-topology-spread-constraints', same: false, difference: 'Anti-affinity does not satisfy it.' },
    { tool: 'kube-linter', check: 'no-anti-affinity', same: false, difference: 'Anti-affinity alone.' },
    { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', same: false, difference: 'Anti-affinity alone.' },
    { tool: 'kube-score', check: 'statefulset-has-host-podantiaffinity', same: false, difference: 'Anti-affinity alone.' },
    { tool: 'polaris', check: 'topologySpreadConstraint', same: false, difference: 'Spread constraints alone.' },
    { tool: 'datree', check: 'EKS_MISSING_KEY_TOPOLOGYKEY', same: true },
  ],
  when: { pods: true },
  messages: {
    together: 'Nothing keeps the {replicas} pods of {title} apart: they may all run on one node, and end with it.',
  },
  help: 'Add a topologySpreadConstraint over kubernetes.io/hostname that selects the labels of these pods, or a podAntiAffinity.',
  pod({ owner, spec, specAt, replicas }, context) {
    if (replicas === undefined || replicas < 2 || owner.type.kind === 'Job') return
    const { podAntiAffinity } = spec.affinity ?? {}
    const apart = [
      ...(spec.topologySpreadConstraints ?? []),
      ...(podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
    ]
    if (apart.length > 0) return
    const data = { title: resourceTitle(owner), replicas }
    context.report({ at: specAt.child('topologySpreadConstraints'), message: 'together', data })
  },
})
