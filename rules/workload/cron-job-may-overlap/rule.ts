import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'workload/cron-job-may-overlap',
  summary: 'A CronJob whose runs may pile up',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['cronjob-concurrency'],
  peers: [{ tool: 'datree', check: 'CRONJOB_MISSING_CONCURRENCYPOLICY_KEY', same: true }],
  when: { kinds: ['CronJob'] },
  messages: {
    overlap: 'CronJob {name} starts its next run while the last one is still going: a run that hangs is joined by another at each start.',
  },
  help: 'Set concurrencyPolicy to Forbid, or to Replace where the newest run counts.',
  object(resource, context) {
    if (resource.type.kind !== 'CronJob' || valueAt(resource.written, ['spec', 'concurrencyPolicy']) !== undefined) return
    const at = new FieldRef(resource, ['spec', 'concurrencyPolicy'])
    context.report({ at, message: 'overlap', data: { name: resource.name ?? '' } })
  },
})
