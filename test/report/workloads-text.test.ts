import { describe, expect, test } from 'vitest'
import { painter } from '../../src/report/colors.ts'
import { workloadBlocks } from '../../src/report/workloads-text.ts'
import type { SimulationOutcome, WorkloadState } from '../../src/simulate/control-plane/index.ts'
import { simulation } from './simulation.ts'

const [web] = simulation.simulation.deployments as readonly [WorkloadState]
const done: WorkloadState = { ...web, available: 3, unavailable: 0, conditions: [] }
const none: SimulationOutcome = { ...simulation.simulation, deployments: [], replicaSets: [] }
const lines = (overrides: Partial<SimulationOutcome>): readonly string[] =>
  workloadBlocks({ ...none, ...overrides }, 200, painter(false)).flat()

describe('the workloads of a simulation', () => {
  test.each<[string, Partial<WorkloadState>, string]>([
    ['lack pods', { replicas: 1, updated: 1, available: 1 }, '1 of 3, 1 available: the other 2 pods will not be created'],
    ['are of two templates', { replicas: 4, updated: 1 }, '1 new and 3 old of 3, 3 available: waits for its pods'],
    [
      'were refused by the server',
      { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no' }] },
      '3 of 3, 3 available: FailedCreate: no',
    ],
    [
      'are given up',
      { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' }] },
      '3 of 3, 3 available: ProgressDeadlineExceeded: timed out',
    ],
  ])('are named where they %s', (_, state, words) => {
    expect(lines({ deployments: [{ ...done, ...state }] })).toEqual(['UNFINISHED WORKLOADS', `  Deployment shop/web   ${words}`])
  })

  test('are not named where they only wait for pods that stand among the pending', () => {
    expect(lines({ deployments: [web], statefulSets: [done] })).toEqual([])
  })

  test('are named where they run on the wrong nodes', () => {
    const agent = { namespace: 'shop', name: 'agent', resource: web.resource, desired: 2, current: 2, ready: 2, misscheduled: 1 }
    expect(lines({ daemonSets: [agent] }).at(-1)).toBe('  DaemonSet shop/agent   2 of 2 nodes, 2 ready, 1 where none should be')
  })

  test('are cut where there are many', () => {
    expect(lines({ deployments: Array.from({ length: 120 }, () => ({ ...done, replicas: 1 })) }).at(-1)).toBe('  and 20 more workloads')
  })

  test('use up quotas', () => {
    const quota = { namespace: 'shop', name: 'q', resource: web.resource, hard: { pods: '3' }, used: { pods: '2' } }
    expect(lines({ resourceQuotas: [quota] })).toEqual(['QUOTA   RESOURCE  USED', 'shop/q  pods      2 of 3'])
  })
})
