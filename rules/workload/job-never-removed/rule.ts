import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'workload/job-never-removed',
  summary: 'A Job that nobody removes when it is done',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['job-ttl'],
  peers: [{ tool: 'kube-linter', check: 'job-ttl-seconds-after-finished', same: true }],
  when: { kinds: ['Job'] },
  messages: {
    stays: 'Job {name} and its pods stay after they are done, until somebody deletes them.',
  },
  help: 'Set ttlSecondsAfterFinished, for example to 86400.',
  object(resource, context) {
    if (resource.type.kind !== 'Job' || resource.type.group !== 'batch') return
    if (valueAt(resource.object, ['spec', 'ttlSecondsAfterFinished']) !== undefined) return
    if ((resource.object.metadata?.ownerReferences ?? []).length > 0) return
    const hook = resource.object.metadata?.annotations ?? {}
    if (Object.hasOwn(hook, 'helm.sh/hook') || Object.hasOwn(hook, 'argocd.argoproj.io/hook')) return
    context.report({
      at: new FieldRef(resource, ['spec', 'ttlSecondsAfterFinished']),
      message: 'stays',
      data: { name: resource.name ?? '' },
    })
  },
})
