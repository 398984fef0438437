import { describe, expect, test } from 'vitest'
import { errorsOf, storedOf } from '../../errors-of.ts'
import { cronJob, job } from '../objects.ts'

const indexed = { completionMode: 'Indexed', completions: 5, parallelism: 1 }

describe('Job', () => {
  test.each<[string, object, string[]]>([
    ['nothing special', {}, []],
    ['indexes', indexed, []],
    [
      'a selector of its own',
      { selector: { matchLabels: { a: 'b' } } },
      [
        'spec.selector: Invalid value: {"matchLabels":{"a":"b","batch.kubernetes.io/controller-uid":"<uid>"}}: `selector` not auto-generated',
        'spec.template.metadata.labels: Invalid value: {"batch.kubernetes.io/controller-uid":"<uid>","batch.kubernetes.io/job-name":"a","controller-uid":"<uid>","job-name":"a"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'a label of a generated name with another value, of which all labels are shown',
      {
        template: { metadata: { labels: { 'job-name': 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] } },
      },
      [
        'spec.template.metadata.labels[job-name]: Invalid value: {"batch.kubernetes.io/controller-uid":"<uid>","batch.kubernetes.io/job-name":"a","controller-uid":"<uid>","job-name":"b"}: must be \'a\'',
      ],
    ],
    [
      'a manual selector that is missing',
      { manualSelector: true },
      ['spec.selector: Required value', 'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`'],
    ],
    [
      'indexes without a number of them',
      { completionMode: 'Indexed', parallelism: 1 },
      ['spec.completions: Required value: when completion mode is Indexed'],
    ],
    [
      'a limit for each index without indexes',
      { backoffLimitPerIndex: 1 },
      ['spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode'],
    ],
    [
      'more failed indexes than indexes',
      { ...indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
      ['spec.maxFailedIndexes: Invalid value: 6: must be less than or equal to completions'],
    ],
    [
      'very many indexes with a limit for each',
      { ...indexed, completions: 100_001, parallelism: 10_001, backoffLimitPerIndex: 1 },
      [
        'spec.maxFailedIndexes: Required value: must be specified when completions is above 100000',
        'spec.parallelism: Invalid value: 10001: must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index',
      ],
    ],
    [
      'another manager',
      { managedBy: 'kueue' },
      ['spec.managedBy: Invalid value: "kueue": must be a domain-prefixed path (such as "acme.io/foo")'],
    ],
    [
      'a failure policy that says nothing',
      { podFailurePolicy: { rules: [{ action: 'Fail', onExitCodes: { operator: 'In', values: [2, 1, 1, 0] } }, { action: 'FailIndex' }] } },
      [
        'spec.podFailurePolicy.rules[0].action: Unsupported value: "Fail": supported values: "Count", "FailIndex", "FailJob", "Ignore"',
        'spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 1',
        'spec.podFailurePolicy.rules[0].onExitCodes.values[3]: Invalid value: 0: must not be 0 for the In operator',
        'spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,1,1,0]: must be ordered',
        'spec.podFailurePolicy.rules[1].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set',
        'spec.podFailurePolicy.rules[1]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
      ],
    ],
    [
      'a success policy about indexes that are not there',
      {
        ...indexed,
        successPolicy: {
          rules: [{ succeededIndexes: '0,2-9' }, { succeededIndexes: '1-x' }, { succeededIndexes: '0-1', succeededCount: 3 }, {}],
        },
      },
      [
        'spec.successPolicy.rules[0].succeededIndexes: Invalid value: "0,2-9": error parsing succeededIndexes: too large index: "9"',
        'spec.successPolicy.rules[1].succeededIndexes: Invalid value: "1-x": error parsing succeededIndexes: cannot convert string to integer for index: "x"',
        'spec.successPolicy.rules[2].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of indexes in the specified succeededIndexes field)',
        'spec.successPolicy.rules[3]: Required value: at least one of succeededCount or succeededIndexes must be specified',
      ],
    ],
    [
      'a success policy without indexes',
      { successPolicy: { rules: [{}] } },
      ['spec.successPolicy: Invalid value: {"Rules":[{"SucceededIndexes":null,"SucceededCount":null}]}: requires indexed completion mode'],
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(job(spec))).toEqual(expected)
  })

  test('pods that are restarted always never end', async () => {
    expect(await errorsOf(job({}, { restartPolicy: null }))).toEqual([
      'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ])
    expect(
      await errorsOf(
        job({ podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'X' }] }] } }, { restartPolicy: 'OnFailure' })
      )
    ).toEqual([
      'spec.template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified',
    ])
  })

  test('it is stored with the labels by which it finds its pods, in its own labels too', async () => {
    const { metadata, spec } = (await storedOf(job())) as { metadata?: { labels?: object }; spec?: { selector?: object } }
    expect(spec?.selector).toEqual({ matchLabels: { 'batch.kubernetes.io/controller-uid': '<uid>' } })
    expect(metadata?.labels).toMatchObject({ 'job-name': 'a', 'batch.kubernetes.io/job-name': 'a' })
  })

  test('a version that does not know a field forgets it', async () => {
    expect(await errorsOf(job({ managedBy: 'kueue' }), 31)).toEqual([])
    expect(await errorsOf(job({ successPolicy: {} }), 30)).toEqual([])
  })
})

describe('CronJob', () => {
  test.each<[string, object, string[]]>([
    ['nothing special', {}, []],
    ['no schedule', { schedule: '' }, ['spec.schedule: Required value']],
    [
      'a schedule of too few fields',
      { schedule: '* *' },
      ['spec.schedule: Invalid value: "* *": expected exactly 5 fields, found 2: [* *]'],
    ],
    [
      'a time zone inside the schedule',
      { schedule: 'TZ=UTC 0 0 * * *' },
      ['spec.schedule: Invalid value: "TZ=UTC 0 0 * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead'],
    ],
    [
      'a time zone that is none',
      { timeZone: 'Mars/Olympus' },
      ['spec.timeZone: Invalid value: "Mars/Olympus": unknown time zone Mars/Olympus'],
    ],
    [
      'another policy',
      { concurrencyPolicy: 'Queue' },
      ['spec.concurrencyPolicy: Unsupported value: "Queue": supported values: "Allow", "Forbid", "Replace"'],
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(cronJob(spec))).toEqual(expected)
  })

  test('its name leaves room for the time of each Job', async () => {
    const named = { ...cronJob(), metadata: { name: 'a'.repeat(53) } }
    expect(await errorsOf(named)).toEqual([`metadata.name: Invalid value: "${'a'.repeat(53)}": must be no more than 52 characters`])
  })
})
