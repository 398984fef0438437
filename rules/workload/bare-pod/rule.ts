import { defineRule, FieldRef } from '../../kit.ts'

const lives: ReadonlySet<string> = new Set([
  'helm.sh/hook',
  'argocd.argoproj.io/hook',
  'kubernetes.io/config.source',
  'kubernetes.io/config.mirror',
])

export default defineRule({
  id: 'workload/bare-pod',
  summary: 'A Pod without a controller',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['bare-pod'],
  peers: [
    { tool: 'kubescape', check: 'C-0073', same: true },
    { tool: 'datree', check: 'K8S_INCORRECT_KIND_VALUE_POD', same: true },
  ],
  when: { kinds: ['Pod'] },
  messages: {
    bare: 'Pod {name} has no controller: when its node is drained or dies, nothing makes another.',
  },
  help: 'Make it a Deployment, or a Job if it is meant to end.',
  object(resource, context) {
    if (resource.type.kind !== 'Pod') return
    const { annotations = {}, ownerReferences = [] } = resource.object.metadata ?? {}
    if (ownerReferences.length > 0 || Object.keys(annotations).some(key => lives.has(key))) return
    context.report({ at: new FieldRef(resource, ['kind']), message: 'bare', data: { name: resource.name ?? '' } })
  },
})
