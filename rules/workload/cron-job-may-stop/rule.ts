import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'workload/cron-job-may-stop',
  summary: 'A CronJob that stops for good after a long pause',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['cronjob-deadline'],
  peers: [
    { tool: 'kube-score', check: 'cronjob-has-deadline', same: true },
    { tool: 'datree', check: 'CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY', same: true },
  ],
  when: { kinds: ['CronJob'] },
  messages: {
    stops: 'CronJob {name} has no startingDeadlineSeconds: after more than 100 missed starts it is never started again.',
  },
  help: 'Set startingDeadlineSeconds, for example to 600.',
  object(resource, context) {
    if (resource.type.kind !== 'CronJob' || valueAt(resource.object, ['spec', 'startingDeadlineSeconds']) !== undefined) return
    const at = new FieldRef(resource, ['spec', 'startingDeadlineSeconds'])
    context.report({ at, message: 'stops', data: { name: resource.name ?? '' } })
  },
})
