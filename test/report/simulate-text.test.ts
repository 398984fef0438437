import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/report/display-width.ts'
import { gauge } from '../../src/report/gauge.ts'
import { type SimulateTextOptions, simulateText } from '../../src/report/simulate-text.ts'
import { documentOf, resourceOf } from './outcomes.ts'
import { decisionOf, nodeOf, podOf, simulation, simulationOf, templateOf, webDeployment } from './simulation.ts'

const plain: SimulateTextOptions = { color: false, width: 80, unicode: true }

function linesOf(overrides: Parameters<typeof simulationOf>[0], options = plain): readonly string[] {
  return simulateText(simulationOf({ assumptions: [], decisions: [], nodes: [], ...overrides }), options)
    .trimEnd()
    .split('\n')
}

const barePod = resourceOf('v1', 'Pod', 'shop', 'p', documentOf('p.yaml', 'kind: Pod'))
const placed = podOf(webDeployment, { node: 'n1' })

describe('a simulation', () => {
  test('is what was refused, what stays pending, the nodes, and what was taken for granted', () => {
    expect(simulateText(simulation, plain)).toMatchInlineSnapshot(`
      "3 nodes, 3 pods: 1 placed, 2 pending (Kubernetes 1.36)

      REFUSED
        Pod shop/Bad_Name   422 Invalid: Pod "Bad_Name" is invalid: metadata.name:
                            Invalid value: "Bad_Name" (shop/pod.yaml:1)

      PENDING
        shop/web (2 of 3)   0/3 nodes are available: 1 node(s) were unschedulable, 2
                            Insufficient cpu. …

      NODE  CPU                MEMORY               PODS   WHO
      n1    ████████░░  3.2/4  ███░░░░░░░  2.1/8Gi  1/110  shop/web
      n2    ██░░░░░░░░  0.8/4  █░░░░░░░░░  0.6/8Gi  3/110  shop/cache ×2, shop/dns
      n3    cordoned (spec.unschedulable)           0/110

      Node n2 declares no pods capacity: 110 assumed.
      Node n3 declares no pods capacity: 110 assumed.
      "
    `)
  })

  test('needs no character beyond ASCII where the locale has none', () => {
    const text = simulateText(simulation, { ...plain, unicode: false })
    expect(text).toMatch(/^[\n\x20-\x7e]*$/)
    expect(text).toContain('########..')
  })

  test.each([60, 80, 120])('fits into %i cells', width => {
    for (const unicode of [true, false]) {
      for (const line of simulateText(simulation, { color: false, width, unicode }).split('\n')) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }
    }
  })

  test('is the same with colours', () => {
    const coloured = simulateText(simulation, { ...plain, color: true })
    expect(coloured).toContain('\x1b[33mPENDING\x1b[39m')
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(simulateText(simulation, plain))
  })
})

describe('the headline', () => {
  test.each([
    ['all are placed', { pods: [placed, placed], nodes: [nodeOf('n1', {}, [])] }, '1 node, 2 pods: all placed (Kubernetes 1.36)'],
    ['one is placed', { pods: [placed], nodes: [nodeOf('n1', {}, [])] }, '1 node, 1 pod: placed (Kubernetes 1.36)'],
    ['there are no pods', { pods: [], nodes: [nodeOf('n1', {}, [])] }, '1 node, no pods (Kubernetes 1.36)'],
    [
      'there are no nodes',
      { pods: [podOf(barePod)] },
      'No nodes in the input, 1 pod: 0 placed, 1 pending (Kubernetes 1.36). Give nodes with --cluster FILE or --nodes 3:cpu=4,memory=16Gi.',
    ],
    [
      'pods are folded',
      { pods: [podOf(barePod, { count: 1500 })], nodes: [nodeOf('n1', {}, [])] },
      '1 node, 1,500 pods: 0 placed, 1,500 pending (Kubernetes 1.36)',
    ],
  ])('counts where %s', (_, overrides, line) => {
    expect(linesOf(overrides)[0]).toBe(line)
  })
})

describe('pending pods', () => {
  const pod = { namespace: 'shop', name: 'p' }
  const attempt = { pod, template: templateOf(barePod), feasible: [], candidates: [] }

  test.each([
    [
      'by a gate',
      { outcome: 'gated', message: 'Scheduling is blocked due to non-empty scheduling gates' },
      'Scheduling is blocked due to non-empty scheduling gates',
    ],
    ['for another scheduler', { outcome: 'ignored' }, 'another scheduler places it, which is not simulated'],
    [
      'by what the input lacks',
      { outcome: 'unknown', missing: ['Node', 'PodTopologySpread'] },
      'not decided: the input lacks Node, PodTopologySpread',
    ],
    ['by a volume', { outcome: 'waits-for-provisioning' }, 'waits for a volume to be provisioned'],
  ] as const)('are held back %s', (_, overrides, words) => {
    const decisions = [decisionOf({ ...attempt, ...overrides })]
    expect(linesOf({ decisions, pods: [podOf(barePod, { name: 'p' })] })).toContain(`  shop/p   ${words}`)
  })

  test('of one object and one reason are one entry; the last decision counts', () => {
    const why = (message: string) => ({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }) as const
    const pods = ['a', 'a', 'b'].map(message => podOf(webDeployment, { scheduled: why(message) }))
    expect(linesOf({ pods: [placed, ...pods] })).toEqual(expect.arrayContaining(['  shop/web (2 of 4)   a', '  shop/web (1 of 4)   b']))
  })

  test('with a long name have their reason below it', () => {
    const owner = resourceOf('v1', 'Pod', 'shop', 'a-name-that-is-longer-than-the-column', documentOf('p.yaml', ''))
    const lines = linesOf({ pods: [podOf(owner)] })
    const at = lines.indexOf('  shop/a-name-that-is-longer-than-the-column')
    expect(lines[at + 1]).toBe(`${' '.repeat(37)}no scheduler has looked at it`)
  })

  test('are cut where there are many', () => {
    const pods = Array.from({ length: 120 }, (_, i) => podOf(resourceOf('v1', 'Pod', 'shop', `p${i}`, documentOf('p.yaml', ''))))
    expect(linesOf({ pods }).at(-1)).toBe('  and pods of 20 more objects')
  })
})

describe('the nodes', () => {
  test('are cut where there are many', () => {
    const nodes = Array.from({ length: 120 }, (_, i) => nodeOf(`n${i}`, {}, []))
    expect(linesOf({ pods: [], nodes }).at(-1)).toBe('and 20 more nodes')
  })
})

describe('a bar', () => {
  test.each([
    ['nothing taken', '0', '4', 'cpu', '░░░░░░░░░░  0/4'],
    ['a tenth begun', '1m', '4', 'cpu', '█░░░░░░░░░  0.001/4'],
    ['exactly half', '2', '4', 'cpu', '█████░░░░░  2/4'],
    ['nearly all', '3999m', '4', 'cpu', '█████████░  3.999/4'],
    ['all', '4', '4', 'cpu', '██████████  4/4'],
    ['more than all', '5', '4', 'cpu', '██████████  5/4'],
    ['something of nothing', '1', undefined, 'cpu', '██████████  1/0'],
    ['gibibytes', '2150Mi', '8Gi', 'bytes', '███░░░░░░░  2.1/8Gi'],
    ['mebibytes', '100Mi', '512Mi', 'bytes', '██░░░░░░░░  100/512Mi'],
    ['decimal units', '1G', '16G', 'bytes', '█░░░░░░░░░  0.9/14.9Gi'],
    ['a trace', '1Ki', '8Gi', 'bytes', '█░░░░░░░░░  <0.1/8Gi'],
    ['no quantity', 'many', '8Gi', 'bytes', '░░░░░░░░░░  0/8Gi'],
  ] as const)('shows %s', (_, taken, of, kind, shown) => {
    expect(gauge(taken, of, kind, true)).toBe(shown)
  })
})
