import { expect, test } from 'vitest'
import { parseOptions } from '../../src/config/options.ts'
import { whyResult } from '../../src/report/results/why.ts'
import { whyText } from '../../src/report/why-text.ts'
import { simulate } from '../../src/simulate-pipeline.ts'

const text = `apiVersion: v1
kind: Node
metadata: {name: n1}
status: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: default}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1
          resources: {requests: {cpu: "6"}}
---
apiVersion: v1
kind: Service
metadata: {name: broken, namespace: default}
spec: {ports: [{port: 0}]}
`

async function why(kind: string, name: string) {
  const outcome = await simulate({ inputs: [{ path: 'web.yaml', text }] }, parseOptions({ detail: true }, 'simulate'))
  return whyResult(outcome, { kind, namespace: 'default', name })
}

test('a pending workload is told once, with the reason of each node and changes that help', async () => {
  const result = await why('deployment', 'web')
  expect(result.decisions[0]).toMatchObject({ outcome: 'unschedulable', nodes: [{ node: 'n1', plugin: 'NodeResourcesFit', needed: '6' }] })
  expect(result.decisions[0]!.remedies?.map(({ change }) => change)).toContain('lower-request')
  const printed = whyText(result, { color: false, width: 100 })
  expect(printed).toContain('0/1 nodes are available: 1 Insufficient cpu.')
  expect(printed).toMatch(/n1 +6 +4 +web\.yaml:18:39 +Insufficient cpu/)
  expect(printed.match(/fits no node/g)).toHaveLength(1)
})

test('replicas, whose names Kubernetes makes up alike, are counted one by one', async () => {
  const small = text.replace('cpu: "6"', 'cpu: "3"')
  const subject = { kind: 'Deployment', namespace: 'default', name: 'web' }
  const outcome = await simulate({ inputs: [{ path: 'web.yaml', text: small }] }, parseOptions({}, 'simulate'), subject)
  const result = whyResult(outcome, subject)
  expect(result.decisions.map(({ outcome: decided, nodes = [] }) => [decided, nodes.length])).toEqual([
    ['scheduled', 1],
    ['unschedulable', 1],
  ])
  expect(whyText(result, { color: false, width: 100 })).toContain('Deployment default/web: 1 pod placed, 1 pod waiting')
})

test('a refused object is told with the words of the server', async () => {
  const result = await why('Service', 'broken')
  expect(result.answer).toMatchObject({ code: 422 })
  expect(whyText(result, { color: false, width: 100 })).toContain('Service default/broken is refused')
})

test('an object that is not in the input is said to be that', async () => {
  expect(whyText(await why('Deployment', 'other'), { color: false, width: 100 })).toBe('Deployment default/other is not in the input.\n')
})
