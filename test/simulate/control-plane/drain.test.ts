import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import { simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { closedWorld, cluster, deployment, node, pod, requesting, resource } from '../objects.ts'

function drain(name: string, ...declared: readonly Resource[]): readonly string[] {
  const { answers, pods } = simulateControlPlane(cluster(...declared), closedWorld, { arrival: 'one-by-one', drain: name })
  expect(pods.every(({ phase }) => phase === 'Running')).toBe(true)
  return answers.map(({ question, answer, sentence }) => `${question}: ${answer}: ${sentence}`)
}

const web = deployment('web', 2, requesting({ cpu: '1' }))
const budget = (spec: object) => resource('PodDisruptionBudget', 'b', { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } })

describe('draining a node', () => {
  test('ends where all pods find another node', () => {
    expect(drain('n1', node('n1'), node('n2'), web, budget({ maxUnavailable: 1 }))).toEqual([
      'drain n1: ends: Draining n1 evicts 1 pod and ends.',
    ])
  })

  test('never ends where a budget allows nothing', () => {
    expect(drain('n1', node('n1'), web, budget({ minAvailable: 2 }))).toEqual([
      'drain n1: never ends: Draining n1 never ends: 2 pods, shop/web-<hash>-<suffix> among them, may not be evicted (The disruption budget b needs 2 healthy pods and has 2 currently).',
    ])
  })

  test('never ends where the budget waits for pods that find no room', () => {
    const [answer] = drain('n1', node('n1'), web, budget({ maxUnavailable: 1 }))
    expect(answer).toContain('needs 1 healthy pods and has 1 currently')
    expect(answer).toContain('It evicts 1 pod before. It finds no other node.')
  })

  test('leaves pods pending where no budget holds them', () => {
    expect(drain('n1', node('n1'), web)).toEqual([
      'drain n1: leaves pods pending: Draining n1 evicts 2 pods and ends. None of them finds another node.',
    ])
  })

  test('names the pods that nothing makes anew', () => {
    expect(drain('n1', node('n1'), pod('lone'))).toEqual([
      'drain n1: ends: Draining n1 evicts 1 pod and ends. Nothing makes shop/lone anew: kubectl drain asks for --force.',
    ])
  })

  test('evicts a pod once, though its controller ties the next one to the node', () => {
    expect(drain('n1', node('n1'), deployment('web', 1, requesting({}, { nodeName: 'n1' })))).toEqual([
      'drain n1: ends: Draining n1 evicts 1 pod and ends.',
    ])
  })

  test('asks for a node that there is', () => {
    expect(drain('n9', node('n1'))).toEqual(['drain n9: unknown: There is no node n9 in the input.'])
  })
})
