import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'disruption/unhealthy-pods-block-drain',
  summary: 'A budget that protects pods which do not work',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['pdb-unhealthy-policy'],
  peers: [{ tool: 'kube-linter', check: 'pdb-unhealthy-pod-eviction-policy', same: true }],
  when: { kinds: ['PodDisruptionBudget'] },
  messages: {
    blocks:
      'PodDisruptionBudget {name} keeps pods that are not ready from being evicted while the budget is not met: a broken release then blocks every drain.',
  },
  help: 'Set unhealthyPodEvictionPolicy: AlwaysAllow.',
  object(resource, context) {
    if (resource.type.kind !== 'PodDisruptionBudget' || valueAt(resource.object, ['spec', 'unhealthyPodEvictionPolicy']) !== undefined)
      return
    const at = new FieldRef(resource, ['spec', 'unhealthyPodEvictionPolicy'])
    context.report({ at, message: 'blocks', data: { name: resource.name ?? '' } })
  },
})
