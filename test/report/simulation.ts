import { Cluster } from '../../src/cluster/cluster.ts'
import { FieldRef } from '../../src/cluster/field-ref.ts'
import type { PodTemplate } from '../../src/cluster/pod-template.ts'
import type { Resource } from '../../src/cluster/resource.ts'
import type { ResourceList } from '../../src/k8s/types.ts'
import type { SimulateOutcome } from '../../src/outcome.ts'
import type { Decision, NodeUsage, PodState, SimulationOutcome } from '../../src/simulate/control-plane/index.ts'
import { declarationOf, documentOf, requestOf, resourceOf, setOf, settings } from './outcomes.ts'

const document = documentOf('shop/web.yaml', 'apiVersion: apps/v1\nkind: Deployment\n')

export const webDeployment: Resource = resourceOf('apps/v1', 'Deployment', 'shop', 'web', document)
const refused: Resource = resourceOf('v1', 'Pod', 'shop', 'Bad_Name', documentOf('shop/pod.yaml', 'kind: Pod\n'))

export function templateOf(owner: Resource): PodTemplate {
  const at = new FieldRef(owner, ['spec', 'template'])
  const namespace = owner.namespace ?? 'default'
  return { owner, namespace, metadata: {}, spec: {}, metadataAt: at, specAt: at.child('spec'), replicas: 3 }
}

export function podOf(owner: Resource, overrides: Partial<PodState> = {}): PodState {
  return {
    namespace: owner.namespace ?? 'default',
    name: `${owner.name}-<hash>-<suffix>`,
    owner: { kind: 'ReplicaSet', name: `${owner.name}-<hash>` },
    template: templateOf(owner),
    priority: 0,
    qos: 'Burstable',
    phase: 'Pending',
    ready: false,
    requests: {},
    ...overrides,
  }
}

export function nodeOf(name: string, requested: ResourceList, pods: readonly PodState[], unschedulable = false): NodeUsage {
  const resource = resourceOf('v1', 'Node', null, name, document)
  return { name, resource, unschedulable, allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, requested, pods }
}

export function decisionOf(overrides: Partial<Decision> = {}): Decision {
  return {
    pod: { namespace: 'shop', name: 'web-<hash>-<suffix>' },
    owner: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    template: templateOf(webDeployment),
    attempt: 1,
    outcome: 'scheduled',
    feasible: ['n1', 'n2'],
    candidates: ['n1'],
    node: 'n1',
    ...overrides,
  }
}

const sentence =
  '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.'
const placed = podOf(webDeployment, { node: 'n1', phase: 'Running', ready: true })
const pending = podOf(webDeployment, {
  scheduled: { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: sentence },
  count: 2,
})

const settled: SimulationOutcome = {
  assumptions: [
    { message: 'node n2 declares no pods capacity: 110 assumed', at: new FieldRef(webDeployment) },
    { message: 'node n3 declares no pods capacity: 110 assumed', at: new FieldRef(webDeployment) },
  ],
  decisions: [
    decisionOf(),
    decisionOf({
      outcome: 'unschedulable',
      feasible: [],
      candidates: [],
      reason: 'Unschedulable',
      message: sentence,
      nodes: [
        {
          node: 'n1',
          plugin: 'NodeResourcesFit',
          code: 'Unschedulable',
          reasons: [
            { text: 'Insufficient cpu', subject: 'cpu', needed: '4', free: '3200m', at: new FieldRef(webDeployment, ['spec']), by: [] },
          ],
        },
      ],
    }),
  ],
  pods: [placed, pending],
  nodes: [
    nodeOf('n1', { cpu: '3200m', memory: '2150Mi', pods: '1' }, [placed]),
    nodeOf('n2', { cpu: '800m', memory: '600Mi', pods: '3' }, [
      podOf(webDeployment, { name: 'cache-<suffix>', count: 2 }),
      podOf(webDeployment, { name: 'dns' }),
    ]),
    nodeOf('n3', {}, [], true),
  ],
  events: [{ type: 'Warning', reason: 'FailedScheduling', kind: 'Pod', namespace: 'shop', name: 'web-<hash>-<suffix>', message: sentence }],
  deployments: [
    {
      namespace: 'shop',
      name: 'web',
      resource: webDeployment,
      desired: 3,
      replicas: 3,
      ready: 1,
      updated: 3,
      available: 1,
      unavailable: 2,
      conditions: [
        {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
      ],
    },
  ],
  replicaSets: [],
  endpoints: [],
  budgets: [],
  autoscalers: [],
  evictions: [],
  probes: [],
  answers: [],
  memoryPressure: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  resourceQuotas: [],
  persistentVolumeClaims: [],
  persistentVolumes: [],
  resourceClaims: [],
}

/** A Deployment of which two pods stay pending on three nodes, and a Pod that the server refuses. */
export const simulation: SimulateOutcome = {
  settings,
  set: setOf({
    cluster: new Cluster([webDeployment]),
    requests: [
      requestOf(webDeployment),
      requestOf(refused, { message: 'Pod "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name"' }),
    ],
    declarations: [declarationOf(webDeployment), declarationOf(refused)],
  }),
  simulation: settled,
  unchecked: [],
}

/** The same with another end. */
export function simulationOf(overrides: Partial<SimulationOutcome>): SimulateOutcome {
  return { ...simulation, set: setOf(), simulation: { ...settled, ...overrides } }
}
