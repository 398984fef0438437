import { describe, expect, test } from 'vitest'
import { aftermathBlocks } from '../../src/report/aftermath-text.ts'
import { painter } from '../../src/report/colors.ts'
import { probeLines } from '../../src/report/probes-text.ts'
import type { SimulationOutcome } from '../../src/simulate/control-plane/index.ts'
import { nodeOf, podOf, simulation, templateOf, webDeployment } from './simulation.ts'

const paint = painter(false)
const common = { namespace: 'shop', name: 'web', resource: webDeployment }

function blocks(overrides: Partial<SimulationOutcome>, unicode = true): readonly (readonly string[])[] {
  const outcome = { ...simulation.simulation, nodes: [nodeOf('n1', {}, [])], ...overrides }
  return aftermathBlocks(outcome, 120, paint, unicode).filter(block => block.length > 0)
}

describe('what follows from settled pods', () => {
  const slice = { namespace: 'shop', service: 'web', addressType: 'IPv4', ports: [{ name: '', protocol: 'TCP', port: 8080 }] }
  const endpoints = [
    { pod: 'web-<hash>-<suffix>', ready: true },
    { pod: 'web-<hash>-<suffix>', ready: true },
    { pod: 'web-0', ready: false },
  ]

  test('are the endpoints of each Service, equal ones counted', () => {
    expect(blocks({ endpoints: [{ ...slice, endpoints }] })).toEqual([
      ['SERVICE   PORTS     ENDPOINTS', 'shop/web  TCP 8080  web-<hash>-<suffix> ×2, web-0 (not ready)'],
    ])
    expect(blocks({ endpoints: [{ ...slice, endpoints }] }, false)[0]?.[1]).toContain(' x2,')
    expect(blocks({ endpoints: [{ ...slice, ports: [], endpoints: [] }] })[0]?.[1]).toBe('shop/web  -      none')
  })

  test('is nothing about pods where there are no nodes', () => {
    expect(blocks({ endpoints: [{ ...slice, endpoints }], nodes: [] })).toEqual([])
  })

  test('is what each budget allows', () => {
    const condition = { type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods', message: '' } as const
    const numbers = { disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 }
    const pods = [podOf(webDeployment) as never]
    const budget = { ...common, ...numbers, condition, syncFailed: false, pods }
    const failed = { ...condition, reason: 'SyncFailed', message: 'daemonsets.apps does not implement the scale subresource' } as const
    const lines = blocks({
      budgets: [budget, { ...budget, disruptionsAllowed: 0 }, { ...budget, pods: [] }, { ...budget, condition: failed }],
    })
    expect(lines).toEqual([
      [
        'BUDGET    HEALTHY        EVICTIONS',
        'shop/web  3 of 2 needed  1 allowed',
        'shop/web  3 of 2 needed  none allowed',
        'shop/web  -              selects no pods',
        'shop/web  -              none allowed: daemonsets.apps does not implement the scale subresource',
      ],
    ])
  })

  test('is what each autoscaler does', () => {
    const condition = {
      type: 'AbleToScale',
      status: 'False',
      reason: 'FailedGetScale',
      message: 'deployments.apps "web" not found',
    } as const
    const autoscalers = [
      { ...common, desiredReplicas: 0, conditions: [condition] },
      { ...common, currentReplicas: 1, desiredReplicas: 2, conditions: [], rescale: { replicas: 2, reason: 'too few' } },
      { ...common, currentReplicas: 3, desiredReplicas: 0, conditions: [] },
    ]
    expect(blocks({ autoscalers })).toEqual([
      [
        'AUTOSCALER  REPLICAS  STATE',
        'shop/web    -         FailedGetScale: deployments.apps "web" not found',
        'shop/web    2         set to 2: too few',
        'shop/web    3         nothing to do',
      ],
    ])
  })
})

test('the pods that a node gives up are told in order', () => {
  const pod = (name: string) => ({ namespace: 'shop', name }) as never
  const pods = [
    { pod: pod('cache'), qos: 'BestEffort', oomScoreAdjust: 1000 },
    { pod: pod('db-0'), qos: 'Guaranteed', oomScoreAdjust: -997 },
  ] as const
  expect(blocks({ memoryPressure: [{ node: 'n1', pods }] })).toEqual([
    [
      'NODE  GIVES UP UNDER MEMORY PRESSURE, IN THIS ORDER',
      'n1    shop/cache (BestEffort, oom_score_adj 1000), shop/db-0 (Guaranteed, oom_score_adj -997)',
    ],
  ])
})

test('timelines of containers are told in seconds', () => {
  const at = templateOf(webDeployment).specAt
  const timeline = { container: 'app', at, gracePeriod: 30, restarts: 'never', broken: [] } as const
  const span = { earliest: 12, latest: 17 }
  const containers = [
    timeline,
    {
      ...timeline,
      earliestReady: 5,
      startGivenUp: { ...span, by: 'livenessProbe' },
      killedAfterHang: span,
      leftOutAfterHang: span,
      preStop: 7,
    },
  ] as const
  expect(probeLines([{ template: templateOf(webDeployment), containers }], 120, paint)).toEqual([
    'PROBES        READY  START FAILS  HUNG: KILLED       HUNG: OUT  GRACE',
    'shop/web app  never  never        never              never      30 s',
    'shop/web app  5 s    12-17 s      12-17 s, for good  12-17 s    30 s, preStop 7 s',
  ])
})

test('long lists are cut', () => {
  const slice = { namespace: 'shop', service: 'web', addressType: 'IPv4', ports: [], endpoints: [] }
  expect(blocks({ endpoints: new Array(103).fill(slice) })[0]?.at(-1)).toBe('and 3 more Services')
})
