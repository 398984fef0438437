import { defineRule, type FieldRef, resourceTitle, type SchedulingCause, scheduling } from '../../kit.ts'
import { help, label, nodePlace, reasons } from './words.ts'

const relatedPlaces = 100

export default defineRule({
  id: 'scheduling/unschedulable-pod',
  summary: 'A pod that no declared node can run',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [
    'sched-resources',
    'sched-taints',
    'sched-node-selector',
    'sched-hostport',
    'sched-volume',
    'sched-pod-affinity',
    'sched-spread',
  ],
  peers: [
    {
      tool: 'datree',
      check: 'EKS_INVALID_VALUE_DONOOTSCHEDULE',
      same: false,
      difference: 'Any spread constraint that may hold pods back.',
    },
  ],
  when: { pods: true, needs: { kinds: ['Node'], question: 'scheduling', message: 'whether the pods of {title} find a node' } },
  messages: {
    all: 'No node can run {pods}: {why}.',
    some: '{pending} of the {total} pods of {title} fit no node: {why}.',
  },
  help: 'Add a node that fits.',
  component: { name: 'kube-scheduler', reason: 'FailedScheduling', sentence: '{sentence}' },
  cluster(context) {
    const { failures, unknowns } = context.simulate(scheduling)
    for (const failure of failures) {
      const { template, pending, total, message: sentence, causes } = failure
      const title = resourceTitle(template.owner)
      const pods = template.owner.type.kind === 'Pod' ? title : `the pods of ${title}`
      context.report({
        at: causes[0]?.at ?? template.specAt,
        message: pending === total ? 'all' : 'some',
        data: { title, pods, pending, total, sentence, why: reasons(failure) },
        help: help(failure),
        ...(causes[0] === undefined ? {} : label(causes[0])),
        related: places(causes),
      })
    }
    for (const { template, missing } of unknowns) {
      const message = `whether the pods of ${resourceTitle(template.owner)} find a node (it depends on ${missing.join(', ')})`
      context.unknown({ question: 'scheduling', at: template.specAt, missing, message })
    }
  },
})

/** What the causes fail against, each place once. */
function places(causes: readonly SchedulingCause[]): readonly { readonly at: FieldRef; readonly message: string }[] {
  const found = new Map<string, { readonly at: FieldRef; readonly message: string }>()
  for (const cause of causes)
    for (const by of cause.by) {
      const message = nodePlace(cause, by)
      found.set(JSON.stringify([message, by.at.resource.order, by.at.path]), { at: by.at, message })
      if (found.size === relatedPlaces) return [...found.values()]
    }
  return [...found.values()]
}
