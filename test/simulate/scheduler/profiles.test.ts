import { describe, expect, test } from 'vitest'
import type { SchedulerProfile } from '../../../src/k8s/scheduler-configuration.ts'
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
