import { describe, expect, test } from 'vitest'
import type { PodSpec } from '../../../../src/k8s/types.ts'
import { nodeResourcesFit } from '../../../../src/simulate/scheduler/plugins/node-resources-fit.ts'
import { node, pod, queued, requesting, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const small = { cpu: '2', memory: '4Gi', pods: '3', 'example.com/gpu': '1' }
const used = pod('used', requesting({ cpu: '1500m', memory: '1Gi', 'example.com/gpu': '1' }))

describe('a node with 500m cpu, 3Gi memory and no gpu left', () => {
  test.each<[string, PodSpec, readonly string[] | 'passes']>([
    ['runs a pod that asks for nothing', {}, 'passes'],
    ['runs a pod that fills it', requesting({ cpu: '500m', memory: '3Gi' }), 'passes'],
    ['lacks a thousandth of a cpu', requesting({ cpu: '501m' }), ['Insufficient cpu']],
    ['counts fractions of a thousandth up', requesting({ cpu: '0.5001' }), ['Insufficient cpu']],
    ['names every resource that it lacks', requesting({ cpu: '1', memory: '4Gi' }), ['Insufficient cpu', 'Insufficient memory']],
    ['counts extended resources', requesting({ 'example.com/gpu': '1' }), ['Insufficient example.com/gpu']],
    ['has none of a resource that it does not declare', requesting({ 'example.com/fpga': '1' }), ['Insufficient example.com/fpga']],
    ['ignores a request for none', requesting({ 'example.com/fpga': '0' }), 'passes'],
    ['ignores names that are no resources', requesting({ gpu: '1' }), 'passes'],
    ['counts huge pages', requesting({ 'hugepages-2Mi': '2Mi' }), ['Insufficient hugepages-2Mi']],
    [
      'adds up containers',
      { containers: [{ resources: { requests: { cpu: '300m' } } }, { resources: { requests: { cpu: '300m' } } }] },
      ['Insufficient cpu'],
    ],
    [
      'takes the largest init container',
      { containers: [{ resources: { requests: { cpu: '100m' } } }], initContainers: [{ resources: { requests: { cpu: '600m' } } }] },
      ['Insufficient cpu'],
    ],
    [
      'adds sidecars to containers',
      {
        containers: [{ resources: { requests: { cpu: '300m' } } }],
        initContainers: [{ restartPolicy: 'Always', resources: { requests: { cpu: '300m' } } }],
      },
      ['Insufficient cpu'],
    ],
    ['adds the overhead', requesting({ cpu: '400m' }, { overhead: { cpu: '200m' } }), ['Insufficient cpu']],
    [
      'takes the request of the pod as a whole',
      requesting({ cpu: '100m' }, { resources: { requests: { cpu: '600m' } } }),
      ['Insufficient cpu'],
    ],
  ])('%s', (_, spec, expected) => {
    const made = snapshot([[node('n1', { capacity: small }), used]])
    expect(verdictsOf(nodeResourcesFit, pod('p', spec), made)).toEqual({ n1: expected })
  })
})

test('a node that has its number of pods lacks nothing else', () => {
  const made = snapshot([[node('n1', { capacity: { pods: '1' } }), pod('there')]])
  expect(verdictsOf(nodeResourcesFit, pod('p'), made)).toEqual({ n1: ['Too many pods'] })
})

test.each([
  [36, '3', 'UnschedulableAndUnresolvable'],
  [36, '2', 'Unschedulable'],
  [33, '3', 'Unschedulable'],
])('in 1.%s a request of %s cpu on a node of 2 is %s', (minor, cpu, code) => {
  const made = snapshot([[node('n1', { capacity: small }), used]], minor)
  expect(explained(nodeResourcesFit, pod('p', requesting({ cpu })), made)).toEqual([
    {
      code,
      subject: 'cpu',
      needed: cpu,
      free: '500m',
      at: 'spec.containers.0.resources.requests.cpu',
      by: ['Node n1 status.capacity.cpu'],
    },
  ])
})

test('the limit decides where no request is written', () => {
  const made = snapshot([[node('n1', { capacity: small })]])
  const written = { containers: [{ name: 'app', resources: { limits: { memory: '5Gi' } } }] }
  const declared = pod('p', { containers: [{ name: 'app', resources: { limits: { memory: '5Gi' }, requests: { memory: '5Gi' } } }] })
  const [reason] = explained(nodeResourcesFit, { ...declared, written: { spec: written } }, made)
  expect(reason).toMatchObject({ subject: 'memory', needed: '5Gi', free: '4Gi', at: 'spec.containers.0.resources.limits.memory' })
})

describe('the score', () => {
  const score = (spec: PodSpec): readonly number[] => {
    const made = snapshot([
      [node('n1', { capacity: { cpu: '4', memory: '8Gi' } })],
      [node('n2', { capacity: { cpu: '4', memory: '8Gi' } }), used],
    ])
    const pass = nodeResourcesFit.preScore(queued(pod('p', spec)).info, made.nodes, made, queued(pod('p', spec)))
    return pass === 'skip' ? [] : made.nodes.map(pass.score)
  }

  test('prefers the node with most left', () => {
    expect(score(requesting({ cpu: '1', memory: '1Gi' }))).toEqual([81, 56])
  })

  test('counts 100m and 200Mi for a container that asks for nothing', () => {
    expect(score({})).toEqual([97, 72])
  })
})
