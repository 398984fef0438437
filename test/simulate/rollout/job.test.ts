import { describe, expect, test } from 'vitest'
import { manifest, node, podsOf, quota, settled, template, warningsOf } from './settled.ts'

const job = (spec: object) => manifest('batch/v1', 'Job', 'sum', { ...spec, template: template('sum', { restartPolicy: 'Never' }) })

describe('a Job', () => {
  test.each<[string, object, object]>([
    ['has one pod where it says nothing', {}, { active: 1, suspend: false, conditions: [] }],
    ['has as many pods as may run side by side', { parallelism: 2, completions: 5 }, { active: 2 }],
    ['has no more pods than it needs', { parallelism: 5, completions: 2 }, { active: 2 }],
    ['has none where none may run', { parallelism: 0 }, { active: 0, conditions: [] }],
    ['has none while it is suspended', { suspend: true }, { active: 0, suspend: true, conditions: [{ reason: 'JobSuspended' }] }],
    ['has none where another controller looks after it', { managedBy: 'example.com/queue' }, { active: 0, conditions: [] }],
    ['is over where nothing is to be done', { completions: 0 }, { active: 0, conditions: [{}, { type: 'Complete' }] }],
    [
      'fails at its deadline',
      { activeDeadlineSeconds: 5 },
      { active: 0, conditions: [{}, { type: 'Failed', reason: 'DeadlineExceeded' }] },
    ],
  ])('%s', async (_, spec, status) => {
    expect((await settled(node('n1'), job(spec))).jobs).toMatchObject([status])
  })

  test('with indexes has a pod for each of the lowest', async () => {
    const outcome = await settled(node('n1'), job({ completionMode: 'Indexed', completions: 3, parallelism: 2 }))
    expect(podsOf(outcome)).toEqual(['sum-0-<suffix> n1', 'sum-1-<suffix> n1'])
  })

  test.each<[string, object, readonly object[]]>([
    ['at once', { completions: 0, ttlSecondsAfterFinished: 0 }, []],
    ['after its deadline', { activeDeadlineSeconds: 5, ttlSecondsAfterFinished: 30 }, []],
    ['not as long as it may stay', { completions: 0, ttlSecondsAfterFinished: 3600 }, [{ name: 'sum' }]],
    ['not while it runs', { ttlSecondsAfterFinished: 0 }, [{ name: 'sum', active: 1 }]],
  ])('is deleted once it is done: %s', async (_, spec, jobs) => {
    expect((await settled(node('n1'), job(spec))).jobs).toMatchObject(jobs)
  })

  test('with indexes goes on in a batch of which one is refused, and then no further', async () => {
    const indexed = job({ completionMode: 'Indexed', completions: 9, parallelism: 9 })
    const refused = (index: number) =>
      `FailedCreate: Error creating: pods "sum-${index}-<suffix>" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1`
    expect(warningsOf(await settled(node('n1'), quota({ pods: '1' }), indexed))).toEqual([refused(1), refused(2)])
  })

  test('has as many pods as a quota lets it have', async () => {
    const outcome = await settled(node('n1'), quota({ pods: '3' }), job({ parallelism: 5, completions: 5 }))
    expect(outcome.jobs).toMatchObject([{ active: 3 }])
    expect(outcome.resourceQuotas).toMatchObject([{ name: 'q', hard: { pods: '3' }, used: { pods: '3' } }])
    expect(warningsOf(outcome)).toEqual([
      'FailedCreate: Error creating: pods "sum-<suffix>" is forbidden: exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3',
    ])
  })
})

test('a CronJob has no Jobs before its time', async () => {
  const cron = manifest('batch/v1', 'CronJob', 'nightly', {
    schedule: '0 3 * * *',
    jobTemplate: { spec: { template: template('nightly', { restartPolicy: 'Never' }) } },
  })
  expect((await settled(node('n1'), cron)).cronJobs).toMatchObject([{ name: 'nightly', active: 0, suspend: false, schedule: '0 3 * * *' }])
})
