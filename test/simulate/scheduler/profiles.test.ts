import { describe, expect, test } from 'vitest'
import type { ExtensionPoint, SchedulerProfile } from '../../../src/k8s/scheduler-configuration.ts'
import type { PodSpec } from '../../../src/k8s/types.ts'
import { profilesOf, schedulePod } from '../../../src/simulate/scheduler/index.ts'
import { node, pod, queued, requesting, snapshot } from '../objects.ts'

const profileWith = (profile: SchedulerProfile) => profilesOf({ profiles: [profile] }).get('default-scheduler')!
const scoresWith = (plugins: SchedulerProfile['plugins']) =>
  profileWith({ plugins: plugins ?? {} }).scores.map(({ plugin, weight }) => `${plugin.name} ${weight}`)

describe('which plugins run', () => {
  test('without a configuration, or with an empty one, the default ones', () => {
    const usual = profilesOf(undefined).get('default-scheduler')!
    expect(profileWith({})).toMatchObject({ postFilters: usual.postFilters, heedsGates: true, unsimulated: [] })
    expect(profileWith({}).filters.map(({ name }) => name)).toEqual(usual.filters.map(({ name }) => name))
    expect(profileWith({}).scores.map(({ plugin, weight }) => [plugin.name, weight])).toEqual(
      usual.scores.map(({ plugin, weight }) => [plugin.name, weight])
    )
  })

  test('* takes all default ones of a point away', () => {
    expect(
      scoresWith({ score: { disabled: [{ name: '*' }], enabled: [{ name: 'ImageLocality', weight: 7 }, { name: 'NodeAffinity' }] } })
    ).toEqual(['ImageLocality 7', 'NodeAffinity 1'])
  })

  test('what a point enables comes first, with the weight of that point', () => {
    expect(scoresWith({ score: { enabled: [{ name: 'ImageLocality', weight: 9 }] } })?.slice(0, 2)).toEqual([
      'ImageLocality 9',
      'TaintToleration 3',
    ])
  })

  test('multiPoint disables a plugin wherever it takes part', () => {
    const profile = profileWith({ plugins: { multiPoint: { disabled: [{ name: 'PodTopologySpread' }] } } })
    const names = [...profile.filters, ...profile.scores.map(({ plugin }) => plugin)].map(({ name }) => name)
    expect(names).not.toContain('PodTopologySpread')
  })

  test('a plugin that kube-scheduler does not have, and an extender, are not simulated', () => {
    const profiles = profilesOf({
      profiles: [{ plugins: { multiPoint: { enabled: [{ name: 'Coscheduling' }] } } }],
      extenders: [{ urlPrefix: 'http://extender' }],
    })
    expect(profiles.get('default-scheduler')?.unsimulated).toEqual(['plugin Coscheduling', 'extender http://extender'])
  })
})

describe('a plugin that takes part at some points only', () => {
  const nodes = () => snapshot([[node('n1', { labels: { pool: 'a' } })], [node('n2')]])
  const outcomeWith = (plugins: SchedulerProfile['plugins'], spec: PodSpec = {}) => {
    const result = schedulePod(queued(pod('p', spec)), nodes(), { profile: profileWith({ plugins: plugins ?? {} }), detail: false })
    if (result.outcome === 'scheduled') return result.feasible.map(({ name }) => name).join()
    return `${result.reason ?? 'Unschedulable'}: ${result.message.replace(/ no new claims.*/, '')}`
  }
  const off = (point: ExtensionPoint, name: string): SchedulerProfile['plugins'] => ({ [point]: { disabled: [{ name }] } })
  const inPool = { nodeSelector: { pool: 'a' } }
  const named = (...names: readonly string[]): PodSpec => {
    const matchFields = names.map(name => ({ key: 'metadata.name', operator: 'In', values: [name] }))
    return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } } } }
  }

  test.each<[string, SchedulerProfile['plugins'], PodSpec, string]>([
    ['lets all nodes pass without its Filter', off('filter', 'NodeAffinity'), inPool, 'n1,n2'],
    ['still restricts them by its PreFilter', off('filter', 'NodeAffinity'), named('n2'), 'n2'],
    [
      'still rejects pods by its PreFilter',
      off('filter', 'NodeAffinity'),
      named('n1', 'n2'),
      'Unschedulable: 0/2 nodes are available: pod affinity terms conflict. not found',
    ],
    ['works out at each node what PreFilter would have left', off('preFilter', 'NodeAffinity'), named('n2'), 'n2'],
    [
      'refuses at each node what PreFilter would have rejected',
      off('preFilter', 'NodeAffinity'),
      named('n1', 'n2'),
      "Unschedulable: 0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    [
      'fails without what PreFilter leaves',
      off('preFilter', 'NodeResourcesFit'),
      {},
      'SchedulerError: running "NodeResourcesFit" filter plugin: error reading "PreFilterNodeResourcesFit" from cycleState: not found',
    ],
    ['needs no PreFilter to look at volume limits', off('preFilter', 'NodeVolumeLimits'), {}, 'n1,n2'],
    [
      'fails without what PreScore leaves',
      off('preScore', 'TaintToleration'),
      {},
      'SchedulerError: running Score plugins: plugin "TaintToleration" failed with: failed to read "PreScoreTaintToleration" from cycleState: not found',
    ],
    ['is not scored where there is one node', off('preScore', 'TaintToleration'), inPool, 'n1'],
    ['works out for the score what PreScore would have left', off('preScore', 'NodeResourcesFit'), {}, 'n1,n2'],
  ])('%s', (_, plugins, spec, expected) => {
    expect(outcomeWith(plugins, spec)).toBe(expected)
  })

  test('Filter has an order of its own', () => {
    const tainted = { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } }
    const made = snapshot([[node('n1', tainted)]])
    const messageOf = (plugins: SchedulerProfile['plugins']) => {
      const result = schedulePod(queued(pod('p', inPool)), made, { profile: profileWith({ plugins: plugins ?? {} }), detail: false })
      return result.outcome === 'unschedulable' ? result.message : ''
    }
    expect(messageOf({})).toMatch(/untolerated taint/)
    expect(messageOf({ filter: { enabled: [{ name: 'InterPodAffinity' }, { name: 'NodeAffinity' }] } })).toMatch(/node affinity/)
  })

  test('DynamicResources without PreFilter leaves PostFilter nothing to find', () => {
    const plugins = { preFilter: { disabled: [{ name: 'DynamicResources' }] }, filter: { disabled: [{ name: 'DynamicResources' }] } }
    const result = schedulePod(queued(pod('p', requesting({ cpu: '9' }))), nodes(), { profile: profileWith({ plugins }), detail: false })
    expect(result).toMatchObject({ message: '0/2 nodes are available: 2 Insufficient cpu. not found' })
  })

  test('gates that hold nobody back keep pods from being bound', () => {
    const gated = { ...inPool, schedulingGates: [{ name: 'wait' }] }
    expect(outcomeWith(off('preEnqueue', 'SchedulingGates'), gated)).toBe(
      'SchedulerError: running Bind plugin "DefaultBinder": Operation cannot be fulfilled on pods/binding "p": pod p has non-empty .spec.schedulingGates'
    )
  })

  test('volumes that are reserved and never bound are not simulated', () => {
    expect(profileWith({ plugins: off('preBind', 'VolumeBinding')! }).unsimulated).toEqual(['plugin VolumeBinding without preBind'])
    expect(profileWith({ plugins: off('multiPoint', 'VolumeBinding')! }).unsimulated).toEqual([])
  })
})

test('a pod that a PreFilter rejects and that evicts nobody is told so', () => {
  const conflict = { matchFields: ['n1', 'n2'].map(name => ({ key: 'metadata.name', operator: 'In', values: [name] })) }
  const required = { nodeSelectorTerms: [conflict] }
  const wanted = pod('p', {
    preemptionPolicy: 'Never',
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  })
  expect(schedulePod(queued(wanted), snapshot([[node('n1')]], 32), { detail: false })).toMatchObject({
    message: '0/1 nodes are available: pod affinity terms conflict. preemption: not eligible due to preemptionPolicy=Never.',
  })
})

describe('what arguments change', () => {
  const nodes = () => snapshot([[node('n1'), pod('there', requesting({ cpu: '2', memory: '1Gi' }))], [node('n2')]])
  const totals = (profile: SchedulerProfile) => {
    const result = schedulePod(queued(pod('p', requesting({ cpu: '1', memory: '1Gi' }))), nodes(), {
      profile: profileWith(profile),
      detail: true,
    })
    return Object.fromEntries((result.nodes ?? []).map(({ node: name, scores }) => [name, scores?.['NodeResourcesFit']]))
  }
  const strategy = (scoringStrategy: object): SchedulerProfile => ({
    pluginConfig: [{ name: 'NodeResourcesFit', args: { scoringStrategy } }],
  })

  test('MostAllocated fills nodes one after the other', () => {
    expect(totals(strategy({ type: 'MostAllocated' }))).toEqual({ n1: 50, n2: 18 })
    expect(totals(strategy({ type: 'MostAllocated', resources: [{ name: 'cpu', weight: 3 }, { name: 'memory' }] }))).toEqual({
      n1: 62,
      n2: 21,
    })
  })

  test('RequestedToCapacityRatio follows its shape', () => {
    const shape = [
      { utilization: 0, score: 0 },
      { utilization: 100, score: 10 },
    ]
    expect(totals(strategy({ type: 'RequestedToCapacityRatio', requestedToCapacityRatio: { shape } }))).toEqual({ n1: 50, n2: 19 })
  })

  const messageWith = (profile: SchedulerProfile, wanted: ReturnType<typeof pod>) => {
    const result = schedulePod(queued(wanted), nodes(), { profile: profileWith(profile), detail: false })
    return result.outcome === 'unschedulable' ? result.message : result.outcome
  }

  test('ignored resources are somebody else’s business', () => {
    const wanted = pod('p', requesting({ 'example.com/gpu': '1' }))
    expect(messageWith({}, wanted)).toMatch(/^0\/2 nodes are available: 2 Insufficient example.com\/gpu\./)
    for (const args of [{ ignoredResources: ['example.com/gpu'] }, { ignoredResourceGroups: ['example.com'] }])
      expect(messageWith({ pluginConfig: [{ name: 'NodeResourcesFit', args }] }, wanted)).toBe('scheduled')
  })

  test('affinity that the scheduler adds has its own words', () => {
    const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'Exists' }] }] }
    const args = { addedAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } }
    expect(messageWith({ pluginConfig: [{ name: 'NodeAffinity', args }] }, pod('p'))).toMatch(
      /^0\/2 nodes are available: 2 node\(s\) didn't match scheduler-enforced node affinity\. no new claims/
    )
  })

  test('without its PostFilter plugins the sentence ends with the nodes', () => {
    const wanted = pod('p', requesting({ cpu: '9' }))
    expect(messageWith({ plugins: { postFilter: { disabled: [{ name: '*' }] } } }, wanted)).toBe(
      '0/2 nodes are available: 2 Insufficient cpu.'
    )
    expect(messageWith({ plugins: { postFilter: { disabled: [{ name: 'DefaultPreemption' }] } } }, wanted)).toBe(
      '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate'
    )
  })
})
