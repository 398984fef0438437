import { expect, test } from 'vitest'
import { help, label, nodePlace, reasons } from '../../rules/scheduling/unschedulable-pod/words.ts'
import { Cluster } from '../../src/cluster/cluster.ts'
import { FieldRef } from '../../src/cluster/field-ref.ts'
import type { SchedulingCause, SchedulingFailure } from '../../src/simulate/control-plane/outcome.ts'
import { resourcesOf } from './set-of.ts'

const set = resourcesOf(`apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      nodeSelector: { disktype: ssd }
      containers:
        - name: web
          ports: [{ hostPort: 80 }]
          resources: { requests: { cpu: "4", memory: 6Gi } }
---
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { disktype: nvme } }
spec: { unschedulable: true, taints: [{ key: gpu, effect: NoSchedule }] }
status: { allocatable: { cpu: "4", memory: 8Gi } }
`)
const template = new Cluster(set).podTemplates[0]!
const container = template.specAt.child('containers', 0)
const node = (...path: string[]): FieldRef => new FieldRef(set[1]!, path)

const cpu = {
  plugin: 'NodeResourcesFit',
  text: 'Insufficient cpu',
  subject: 'cpu',
  needed: '4',
  at: container.child('resources', 'requests', 'cpu'),
}
const taint = {
  plugin: 'TaintToleration',
  text: 'node(s) had untolerated taint(s)',
  subject: 'gpu:NoSchedule',
  at: template.specAt.child('tolerations'),
}
const pods = { ...cpu, text: 'Too many pods', subject: 'pods', needed: '1', at: template.specAt }
const selector = {
  plugin: 'NodeAffinity',
  text: "node(s) didn't match Pod's node affinity/selector",
  subject: 'disktype',
  at: template.specAt.child('nodeSelector', 'disktype'),
}
const port = {
  plugin: 'NodePorts',
  text: "node(s) didn't have free ports for the requested pod ports",
  subject: 'TCP 80',
  at: container.child('ports', 0, 'hostPort'),
}
const cordon = { plugin: 'NodeUnschedulable', text: 'node(s) were unschedulable', subject: 'spec.unschedulable', at: template.specAt }

type Reason = typeof taint & { readonly needed?: string; readonly free?: string; readonly by?: FieldRef }

/** A failure by what each node says. */
function failure(
  nodes: Readonly<Record<string, readonly Partial<Reason>[]>>,
  pending = 2,
  total = 2,
  remedies?: SchedulingFailure['remedies']
): SchedulingFailure {
  const causes = new Map<string, SchedulingCause & { nodes: string[]; by: { node: string; free?: string; at: FieldRef }[] }>()
  const verdicts = Object.entries(nodes).map(([name, all]) => {
    const told = all.map(reason => ({ ...(reason as Reason), by: reason.by === undefined ? [] : [reason.by] }))
    for (const { by, ...reason } of told) {
      const cause = causes.get(reason.text) ?? { ...reason, nodes: [], by: [] }
      causes.set(reason.text, cause)
      cause.nodes.push(name)
      cause.by.push({ node: name, at: by[0] ?? node('metadata', 'name'), ...(reason.free === undefined ? {} : { free: reason.free }) })
    }
    return { node: name, plugin: told[0]!.plugin, code: 'Unschedulable' as const, reasons: told }
  })
  return {
    template,
    pending,
    total,
    message: '',
    nodes: verdicts,
    causes: [...causes.values()].sort((a, b) => b.nodes.length - a.nodes.length),
    remedies: remedies ?? triedFor(verdicts.map(({ plugin }) => plugin)),
  }
}

/** The change that answers what these plugins object to. */
function triedFor(plugins: readonly string[]): SchedulingFailure['remedies'] {
  if (plugins.includes(cpu.plugin)) return [remedy('lower-request')]
  return plugins.includes(taint.plugin) ? [remedy('tolerate-taint')] : []
}

/** A change that was tried out. */
function remedy(change: SchedulingFailure['remedies'][number]['change'], sentence: string = change): SchedulingFailure['remedies'][number] {
  return { change, sentence, at: template.specAt, to: null }
}

test('a change that was tried in vain is not advised, another that helps is', () => {
  expect(help(failure({ n1: [{ ...cpu, free: '3200m' }] }, 2, 2, []))).toBe('Add a node with 4 cpu free.')
  expect(help(failure({ n1: [taint] }, 2, 2, []))).toBe('Add a node that fits.')
  const skew = { ...taint, plugin: 'PodTopologySpread', text: "node(s) didn't match pod topology spread constraints", subject: 'zone' }
  const tried = [remedy('raise-max-skew', 'raise maxSkew over zone from 1 to 2'), remedy('add-node', 'add another node like n1')]
  expect(help(failure({ n1: [skew] }, 2, 2, tried))).toBe('Raise maxSkew over zone from 1 to 2, or add another node like n1.')
})

test.each<[string, SchedulingFailure, string, string]>([
  [
    'one node',
    failure({ n1: [{ ...cpu, free: '3200m' }] }),
    'node n1 lacks cpu',
    'Lower requests.cpu to 3200m or less, or add a node with 4 cpu free.',
  ],
  [
    'the node with most room',
    failure({ n1: [{ ...cpu, free: '900m' }], n2: [{ ...cpu, free: '3' }], n3: [{ ...cpu, free: '1500m' }] }),
    'each of the 3 nodes lacks cpu',
    'Lower requests.cpu to 3 or less, or add a node with 4 cpu free.',
  ],
  ['no room at all', failure({ n1: [{ ...cpu, free: '0' }] }), 'node n1 lacks cpu', 'Add a node with 4 cpu free.'],
  [
    'the sum of several containers',
    failure({ n1: [{ ...cpu, needed: '5', free: '3200m' }] }),
    'node n1 lacks cpu',
    'Lower the cpu requests of its containers from 5 to 3200m or less, or add a node with 5 cpu free.',
  ],
  [
    'two resources',
    failure({
      n1: [
        { ...cpu, free: '3' },
        {
          ...cpu,
          text: 'Insufficient memory',
          subject: 'memory',
          needed: '6Gi',
          free: '4Gi',
          at: container.child('resources', 'requests', 'memory'),
        },
      ],
    }),
    'node n1 lacks cpu, node n1 lacks memory',
    'Lower requests.cpu to 3 or less and lower requests.memory to 4Gi or less, or add a node with 4 cpu and 6Gi memory free.',
  ],
  [
    'some of the pods',
    failure({ n1: [{ ...cpu, free: '1' }] }, 2, 5),
    'node n1 lacks cpu',
    'Lower requests.cpu to 1 or less, or run 3 of the 5 pods, or add a node with 4 cpu free.',
  ],
  ['a full node', failure({ n1: [pods] }), 'node n1 has room for no more pods', 'Add a node with room for more pods.'],
  [
    'a taint and a lack',
    failure({ n1: [taint], n2: [{ ...cpu, free: '1' }], n3: [{ ...cpu, free: '2' }] }),
    '2 nodes lack cpu, 1 node has the taint gpu:NoSchedule, which is not tolerated',
    'Lower requests.cpu to 2 or less, or add a node with 4 cpu free.',
  ],
  [
    'taints alone',
    failure({ n1: [taint], n2: [taint] }),
    'each of the 2 nodes has the taint gpu:NoSchedule, which is not tolerated',
    'Tolerate gpu:NoSchedule, or add a node that fits.',
  ],
  [
    'a label of another value',
    failure({ n1: [{ ...selector, by: node('metadata', 'labels', 'disktype') }] }),
    'node n1 does not match its nodeSelector',
    'Write disktype: nvme, or add a node that fits.',
  ],
  [
    'a label that no node has',
    failure({ n1: [{ ...selector, by: node('metadata', 'labels', 'zone') }], n2: [selector] }),
    'each of the 2 nodes does not match its nodeSelector',
    'Select labels that a node has, or add a node that fits.',
  ],
  ['ports', failure({ n1: [port] }), 'node n1 has host port TCP 80 taken', 'Use another host port than TCP 80, or add a node that fits.'],
  [
    'cordoned nodes',
    failure({ n1: [cordon], n2: [cordon] }),
    'each of the 2 nodes is cordoned',
    'Uncordon node n1, or add a node that fits.',
  ],
  ['no nodes', failure({}), 'there are no nodes', 'Add a node that fits.'],
])('%s', (_, failed, why, advice) => {
  expect(reasons(failed)).toBe(why)
  expect(help(failed)).toBe(advice)
})

test('the mark says what is wanted and what there is', () => {
  const labelOf = (failed: SchedulingFailure): string | undefined => label(failed.causes[0]!).label
  expect(labelOf(failure({ n1: [{ ...cpu, free: '1' }], n2: [{ ...cpu, free: '3200m' }] }))).toBe(
    '4 cpu needed, 3200m free on the best node'
  )
  expect(labelOf(failure({ n1: [{ ...cpu, free: '1' }] }))).toBe('4 cpu needed, 1 free on node n1')
  expect(labelOf(failure({ n1: [taint] }))).toBe('no toleration for gpu:NoSchedule')
  expect(labelOf(failure({ n1: [port] }))).toBeUndefined()
})

test.each<[string, Partial<Reason>, string]>([
  ['what a node has free', { ...cpu, free: '1', by: node('status', 'allocatable', 'cpu') }, 'node n1 has 1 of 4 cpu free'],
  ['what a node without the resource has free', { ...cpu, free: '0', by: node('status', 'allocatable', 'x') }, 'node n1 has 0 cpu free'],
  ['its taint', { ...taint, by: node('spec', 'taints') }, 'node n1 has the taint gpu:NoSchedule'],
  ['its label', { ...selector, by: node('metadata', 'labels', 'disktype') }, 'node n1 has disktype=nvme'],
  ['the label that it lacks', { ...selector, by: node('metadata', 'labels', 'other') }, 'node n1 has no label disktype'],
  ['who holds the port', { ...port, by: container.child('ports', 0, 'hostPort') }, 'Deployment web holds host port TCP 80 on node n1'],
  ['that it is cordoned', cordon, 'node n1 is cordoned'],
])('a related place tells %s', (_, reason, message) => {
  const { causes } = failure({ n1: [reason] })
  expect(nodePlace(causes[0]!, causes[0]!.by[0]!)).toBe(message)
})
