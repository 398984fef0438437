import { defineRule, FieldRef, type KubernetesObject, objectAs } from '../../kit.ts'

interface Autoscaler extends KubernetesObject {
  readonly spec?: {
    readonly minReplicas?: number
    readonly maxReplicas?: number
    readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string }
  }
}

export default defineRule({
  id: 'autoscaling/low-minimum',
  summary: 'An autoscaler that may scale down to one pod',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['hpa-min-replicas'],
  peers: [
    { tool: 'kube-linter', check: 'hpa-minimum-three-replicas', same: false, difference: 'Asks for three.' },
    { tool: 'kube-score', check: 'horizontalpodautoscaler-replicas', same: false, difference: 'Asks for two.' },
    { tool: 'polaris', check: 'hpaMinAvailability', same: false, difference: 'Passes where minReplicas is left to its default, 1.' },
    { tool: 'polaris', check: 'hpaMaxAvailability', same: false, difference: 'The maximum alone.' },
    { tool: 'datree', check: 'HPA_MISSING_MINREPLICAS_KEY', same: false, difference: 'Asks for the key.' },
  ],
  when: { kinds: ['HorizontalPodAutoscaler'] },
  messages: {
    one: 'HorizontalPodAutoscaler {name} may scale {target} down to {minimum}: at night, one lost node is an outage.',
    fixed: 'HorizontalPodAutoscaler {name} has minReplicas = maxReplicas = {minimum}: it never scales.',
  },
  help: 'Set minReplicas to 2 or more, and maxReplicas above it.',
  object(resource, context) {
    if (resource.type.kind !== 'HorizontalPodAutoscaler') return
    const { minReplicas = 1, maxReplicas, scaleTargetRef } = objectAs<Autoscaler>(resource).spec ?? {}
    const at = new FieldRef(resource, ['spec', 'minReplicas'])
    const target = `${scaleTargetRef?.kind ?? ''} ${scaleTargetRef?.name ?? ''}`
    const data = { name: resource.name ?? '', minimum: minReplicas, target }
    if (minReplicas === maxReplicas) context.report({ at, message: 'fixed', data })
    else if (minReplicas < 2) context.report({ at, message: 'one', data })
  },
})
