import { defineRule, FieldRef, type PodSpec, resourceTitle, timelines, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'rollout/deadline-before-ready',
  summary: 'A Deployment whose pods cannot be ready before its deadline',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['progress-before-ready'],
  peers: [],
  when: { kinds: ['Deployment'] },
  messages: {
    late: 'No rollout of {title} meets its deadline: container {container} is ready after {ready} s at the earliest, and progress is expected within {deadline} s.',
  },
  help: 'Set progressDeadlineSeconds to more than {ready}, or begin to probe earlier.',
  component: {
    name: 'kube-controller-manager',
    reason: 'ProgressDeadlineExceeded',
    sentence: 'ReplicaSet "{name}-<hash>" has timed out progressing.',
  },
  pod(template, context) {
    const { owner } = template
    const deadline = valueAt(owner.object, ['spec', 'progressDeadlineSeconds']) ?? 600
    if (owner.type.kind !== 'Deployment' || typeof deadline !== 'number' || template.replicas === 0) return
    if (!mayBeLate(template.spec, deadline)) return
    const ready = timelines(template).map(({ earliestReady = 0, container, at }) => ({ ready: earliestReady, container, at }))
    const last = ready.sort((a, b) => b.ready - a.ready)[0]
    if (last === undefined || last.ready <= deadline) return
    context.report({
      at: new FieldRef(owner, ['spec', 'progressDeadlineSeconds']),
      message: 'late',
      data: { title: resourceTitle(owner), name: owner.name ?? '', container: last.container, ready: last.ready, deadline },
      related: [{ at: last.at, message: `ready after ${last.ready} s at the earliest` }],
    })
  },
})

/** Whether the numbers of any container's probes come to more than the deadline, which costs little to know. */
function mayBeLate({ containers = [], initContainers = [] }: PodSpec, deadline: number): boolean {
  return [initContainers, containers].some(list =>
    list.some(({ readinessProbe, startupProbe }) => {
      const { initialDelaySeconds = 0, periodSeconds, successThreshold } = readinessProbe ?? {}
      return initialDelaySeconds + (startupProbe?.initialDelaySeconds ?? 0) + (periodSeconds || 10) * (successThreshold || 1) > deadline
    })
  )
}
