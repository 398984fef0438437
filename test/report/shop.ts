import type { Diagnostic } from '../../src/lint/diagnostic.ts'
import type { CheckOutcome } from '../../src/outcome.ts'
import { documentOf, findingAt, outcomeOf, spanOf } from './outcomes.ts'

const nodes = documentOf('cluster/nodes.yaml', 'kind: Node\nstatus:\n  allocatable:\n    cpu: "4"\n')
const web = documentOf(
  'shop/web.yaml',
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        resources:
          requests:
            cpu: "4"
`
)
const service = documentOf(
  'shop/service.yaml',
  `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
  - port: 80
  selector:
    app: web
`
)
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }

/** A finding of the scheduler, with everything that a finding may have. */
export const unschedulable: Diagnostic = findingAt(web, '"4"', {
  rule: 'scheduling/unschedulable-pod',
  claim: 'fails',
  stage: 'simulate',
  message: 'No node can run the pods of Deployment web: each of the 3 nodes lacks cpu.',
  help: 'Lower requests.cpu to 3200m or less, or add a node with 4 cpu free.',
  label: '4 cpu needed, 3200m free on the best node',
  path: ['spec', 'template', 'spec', 'containers', 0, 'resources', 'requests', 'cpu'],
  resource: deployment,
  component: {
    name: 'kube-scheduler',
    reason: 'FailedScheduling',
    sentence:
      '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
  },
  related: ['n1', 'n2', 'n3', 'n4', 'n5'].map(name => ({
    message: `node ${name} has 3200m of 4 cpu free`,
    span: spanOf(nodes, '"4"'),
    path: ['status', 'allocatable', 'cpu'],
    resource: { apiVersion: 'v1', kind: 'Node', namespace: null, name },
  })),
  fixes: [{ title: 'Set requests.cpu to 3200m', safe: false, edits: [{ span: spanOf(web, '"4"'), text: '3200m' }] }],
})

/** A warning about a reference. */
export const noPods: Diagnostic = findingAt(service, 'app: web', {
  rule: 'selector/service-matches-no-pods',
  severity: 'warning',
  stage: 'set',
  message: 'Service web selects no pods: no pod in namespace shop has the labels app=web.',
  help: 'Write app: webb here, or app: web in the template.',
  label: 'selected here',
  path: ['spec', 'selector'],
  resource: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
  related: [{ message: 'the nearest pods have app=webb', path: [] }],
})

export const shop: CheckOutcome = outcomeOf([noPods, unschedulable], {
  unknowns: [
    {
      question: 'storage',
      set: '.',
      resource: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
      missing: ['StorageClass'],
      message: 'whether PersistentVolumeClaim shop/data binds (no StorageClass in the input; give it with --cluster)',
    },
  ],
})
