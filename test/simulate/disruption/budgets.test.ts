import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import type { SettledPod } from '../../../src/cluster/settled-pods.ts'
import { budgetStates, evictions, scaleFinder, writtenReplicas } from '../../../src/simulate/disruption/index.ts'
import { cluster, deployment, resource } from '../objects.ts'
import { inGroup, pods, settled } from '../settled.ts'

const web = deployment('web', 4, {})
const agent = inGroup('apps', 'DaemonSet', 'daemonsets', 'agent', {})

function budget(name: string, spec: object): Resource {
  return resource('PodDisruptionBudget', name, { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } })
}

function owned(name: string, by: Resource, overrides: Partial<SettledPod> = {}): SettledPod {
  const controller =
    by.type.kind === 'Deployment' ? { kind: 'ReplicaSet', name: `${by.name}-<hash>` } : { kind: by.type.kind, name: by.name! }
  return settled(name, { resource: by, controller, ...overrides })
}

function budgets(declared: readonly Resource[], list: readonly SettledPod[]) {
  const all = cluster(...declared)
  return budgetStates(
    all,
    pods(...list),
    scaleFinder(all, workload => writtenReplicas(workload.object))
  )
}

function status(spec: object, list: readonly SettledPod[]): readonly number[] {
  const [state] = budgets([web, agent, budget('b', spec)], list).states
  return [state!.disruptionsAllowed, state!.currentHealthy, state!.desiredHealthy, state!.expectedPods]
}

const four = [1, 2, 3, 4].map(n => owned(`web-${n}`, web))
const threeOfFour = [...four.slice(1), owned('web-1', web, { isRunning: false, isReady: false })]

describe('a budget allows', () => {
  test.each([
    ['what is beyond a number', { minAvailable: 3 }, four, [1, 4, 3, 4]],
    ['what is beyond a percentage of the replicas, rounded up', { minAvailable: '51%' }, four, [1, 4, 3, 4]],
    ['as many as may be unavailable', { maxUnavailable: 1 }, four, [1, 4, 3, 4]],
    ['a percentage that may be unavailable, rounded up', { maxUnavailable: '30%' }, four, [2, 4, 2, 4]],
    ['less where pods are not healthy', { maxUnavailable: 1 }, threeOfFour, [0, 3, 3, 4]],
    ['nothing where 0 may be unavailable', { maxUnavailable: 0 }, four, [0, 4, 4, 4]],
    ['nothing of bare pods that a percentage is about', { minAvailable: '50%' }, [settled('a'), settled('b')], [0, 2, 0, 0]],
    ['bare pods that a number is about', { minAvailable: 1 }, [settled('a'), settled('b')], [1, 2, 1, 2]],
    ['nothing where it says nothing', {}, four, [0, 4, 0, 0]],
    ['all pods of the namespace where its selector is empty', { selector: {}, minAvailable: 1 }, four, [3, 4, 1, 4]],
    ['nothing where it has no selector', { selector: undefined, minAvailable: 1 }, four, [0, 0, 1, 0]],
  ])('%s', (_, spec, list, expected) => {
    expect(status(spec, list)).toEqual(expected)
  })
})

describe('the disruption controller says', () => {
  const words = (spec: object, list: readonly SettledPod[]) =>
    budgets([web, agent, budget('b', spec)], list).events.map(({ reason, message }) => `${reason}: ${message}`)

  test('that a kind has no number of replicas', () => {
    const list = [owned('agent-1', agent)]
    expect(words({ maxUnavailable: 1 }, list)).toEqual([
      'CalculateExpectedPodCountFailed: Failed to calculate the number of expected pods: daemonsets.apps does not implement the scale subresource',
    ])
    expect(budgets([agent, budget('b', { maxUnavailable: 1 })], list).states[0]?.condition).toMatchObject({
      reason: 'SyncFailed',
      message: 'daemonsets.apps does not implement the scale subresource',
    })
  })

  test('that pods have no controller', () => {
    const selector = { matchLabels: { b: '2', app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x', 'y'] }] }
    const [event] = words({ selector, maxUnavailable: 1 }, [settled('a', { labels: { app: 'web', b: '2' } })])
    expect(event).toContain(
      'UnmanagedPods: Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:map[string]string{app: web,b: 2,},MatchExpressions:[]LabelSelectorRequirement{LabelSelectorRequirement{Key:tier,Operator:NotIn,Values:[x y],},},}) were found'
    )
  })

  test('that there are no pods', () => {
    expect(words({ minAvailable: 1 }, [])).toEqual(['NoPods: No matching pods found'])
  })

  test('that several budgets select a pod that changes after they have come', () => {
    const both = [web, budget('b0', { minAvailable: 1 }), budget('b1', { minAvailable: 1 })]
    const events = (pod: SettledPod) => budgets(both, [pod]).events.map(({ kind, name, message }) => [kind, name, message])
    expect(events(owned('web-1', web))).toEqual([
      ['Pod', 'web-1', 'Pod "shop"/"web-1" matches multiple PodDisruptionBudgets.  Chose "b0" arbitrarily.'],
    ])
    expect(events(settled('late'))).toHaveLength(1)
    expect(events(settled('early', { resource: { ...web, order: -1 } }))).toEqual([])
  })
})

describe('the server answers an eviction', () => {
  const answer = (spec: object, pod: SettledPod, ...others: readonly SettledPod[]) => {
    const list = [pod, ...others]
    const [first] = evictions(list, budgets([web, agent, budget('b', spec)], list).states)
    return [first!.code, first!.causes?.[0]?.message]
  }
  const unready = owned('web-0', web, { isReady: false })

  test.each([
    [
      'by the budget',
      { minAvailable: 4 },
      four[0]!,
      four.slice(1),
      [429, 'The disruption budget b needs 4 healthy pods and has 4 currently'],
    ],
    ['with yes where it may go', { minAvailable: 3 }, four[0]!, four.slice(1), [201, undefined]],
    ['with yes for a pod that does not run', { maxUnavailable: 0 }, { ...unready, isRunning: false }, four, [201, undefined]],
    ['with yes for one that is not ready where enough others are', { minAvailable: 4 }, unready, four, [201, undefined]],
    [
      'with no for one that is not ready where too few are',
      { minAvailable: 5 },
      unready,
      four,
      [429, 'The disruption budget b needs 5 healthy pods and has 4 currently'],
    ],
    [
      'with yes for one that is not ready where the policy is AlwaysAllow',
      { minAvailable: 5, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
      unready,
      four,
      [201, undefined],
    ],
    [
      'with no where nothing is expected',
      { minAvailable: '50%' },
      settled('a'),
      [],
      [429, 'The disruption budget b does not allow evicting pods currently'],
    ],
    [
      'with no where the budget could not be worked out',
      { maxUnavailable: 1 },
      owned('agent-1', agent),
      [],
      [429, 'The disruption budget b is still being processed by the server.'],
    ],
  ] as const)('%s', (_, spec, pod, others, expected) => {
    expect(answer(spec, pod, ...others)).toEqual(expected)
  })

  test('with 500 where two budgets select the pod', () => {
    const states = budgets([web, budget('b0', { minAvailable: 1 }), budget('b1', { minAvailable: 1 })], four).states
    expect(evictions(four, states)[0]).toMatchObject({
      code: 500,
      message: 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    })
  })
})
