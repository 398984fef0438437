import { expect, test } from 'vitest'
import { type NodeInfo, type QueuedPod, type Snapshot, schedulePod } from '../../../src/simulate/scheduler/index.ts'
import { node, pod, queued, requesting, snapshot } from '../objects.ts'

const kinds: readonly (readonly [string, Parameters<typeof pod>[1]])[] = [
  ['small', requesting({ cpu: '300m', memory: '1Gi' })],
  ['large', requesting({ cpu: '1500m', memory: '512Mi' })],
  ['tolerant', requesting({ cpu: '200m' }, { tolerations: [{ key: 'pool', operator: 'Exists' }] })],
  ['picky', requesting({ cpu: '100m' }, { nodeSelector: { zone: 'z1' } })],
  ['port', { containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 80, hostPort: 80 }] }] }],
  [
    'spread',
    {
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'spread' } } },
      ],
    },
  ],
  [
    'apart',
    {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['apart'] }] },
            },
          ],
        },
      },
    },
  ],
]
const nodes = () =>
  snapshot(
    ['n1', 'n2', 'n3', 'n4'].map((name, index) => [
      node(name, { labels: { zone: `z${index % 2}` }, spec: index === 3 ? { taints: [{ key: 'pool', effect: 'NoSchedule' }] } : {} }),
    ])
  )

/** The same nodes with the same pods, of which nothing is remembered. */
function anew(made: Snapshot): Snapshot {
  const copy = nodes()
  for (const { name, pods, unschedulable } of made.nodes) {
    const twin = copy.byName.get(name)!
    if (unschedulable) copy.cordon(twin)
    for (const placed of pods) copy.addPod(placed, twin)
  }
  return copy
}

function told(incoming: QueuedPod, made: Snapshot) {
  const result = schedulePod(incoming, made, { detail: false })
  const names = (list: readonly NodeInfo[]): readonly string[] => list.map(({ name }) => name)
  return result.outcome === 'scheduled' ? [names(result.feasible), names(result.candidates)] : [result.message, [...result.plugins]]
}

test('what is remembered of pods alike is what would be worked out anew', () => {
  const made = nodes()
  const placed: { readonly pod: QueuedPod; readonly node: NodeInfo }[] = []
  let state = 7
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % below
  }
  for (let step = 0; step < 300; step++) {
    const [app, spec] = kinds[random(kinds.length)]!
    const incoming = queued(pod(`p${step}`, spec, { app }))
    expect(told(incoming, made)).toEqual(told(incoming, anew(made)))
    const result = schedulePod(incoming, made, { detail: false })
    if (result.outcome === 'scheduled') {
      const on = result.candidates[0]!
      made.addPod(incoming, on)
      placed.push({ pod: incoming, node: on })
    }
    if (random(3) === 0 && placed.length > 0) {
      const [leaving] = placed.splice(random(placed.length), 1)
      made.removePod(leaving!.pod, leaving!.node)
    }
    if (step === 200) made.cordon(made.nodes[0]!)
  }
})
