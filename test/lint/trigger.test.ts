import { describe, expect, test } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { RuleEntry, Trigger } from '../../src/lint/rule.ts'
import { factsOf } from '../../src/lint/set-facts.ts'
import { openQuestions, triggered } from '../../src/lint/trigger.ts'
import { resourcesOf, ruleOf, runOf } from './set-of.ts'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      containers: [{ name: web }]
`
const node = 'apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\n'
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n'

function entry(when: Trigger, id: RuleEntry['id'] = 'workload/some-state'): RuleEntry {
  return { id, severity: 'error', claim: 'risks', presets: ['correctness'], when, load: async () => ruleOf({}) }
}

function runs(when: Trigger, input: string, cluster: string): boolean {
  const run = runOf([...resourcesOf(cluster, 'cluster', 'cluster.yaml'), ...resourcesOf(input)], [])
  return triggered([entry(when)], factsOf(run.documents, run.cluster, run.environment)).length > 0
}

describe('triggered', () => {
  test.each<[string, Trigger, string, string, boolean]>([
    ['a kind that the input has', { kinds: ['Ingress', 'Service'] }, service, '', true],
    ['a kind that the input lacks', { kinds: ['Ingress'] }, service, '', false],
    ['a kind that only the cluster has', { kinds: ['Service'] }, deployment, service, false],
    ['pods of a workload', { pods: true }, deployment, '', true],
    ['pods that only the cluster has', { pods: true }, service, deployment, false],
    ['one of two alternatives', { kinds: ['Service'], pods: true }, deployment, '', true],
    [
      'a field that a container has',
      { fields: ['nodeName', 'image'] },
      deployment.replace('name: web }]', 'name: web, image: a }]'),
      '',
      true,
    ],
    ['fields that the pods lack', { fields: ['nodeName', 'image'] }, deployment, '', false],
    ['a field that only pods of the cluster have', { fields: ['containers'] }, service, deployment, false],
    ['a field of the metadata', { fields: ['ownerReferences'] }, service.replace('name: web', 'name: web, ownerReferences: []'), '', true],
    ['a field elsewhere in an object', { fields: ['selector'] }, `${service}spec: { selector: { app: web } }\n`, '', false],
    ['one object, where several are asked for', { severalObjects: true }, service, '', false],
    ['two objects', { severalObjects: true }, `${service}---\n${deployment}`, '', true],
    ['an object beside one of the cluster', { severalObjects: true }, service, node, true],
    ['no state before', { before: true }, deployment, '', false],
    ['problems where there are none', { problems: true, declarations: true, decode: true, server: true }, deployment, '', false],
    ['a text with problems', { problems: true }, 'a: 1\na: 2\n', '', true],
    ['what it needs, in the cluster', { pods: true, needs: { kinds: ['Node'], question: 'q', message: 'm' } }, deployment, node, true],
    ['what it needs, which is missing', { pods: true, needs: { kinds: ['Node'], question: 'q', message: 'm' } }, deployment, '', false],
  ])('%s', (_, when, input, cluster, loaded) => {
    expect(runs(when, input, cluster)).toBe(loaded)
  })

  test('each set anew, also where another had the same kinds, or has them in the other role', () => {
    const entries = [
      entry({ fields: ['image'] }, 'x/field'),
      entry({ kinds: ['Service'] }, 'x/kind'),
      entry({ pods: true, needs: { kinds: ['Service'], question: 'q', message: 'm' } }, 'x/need'),
      entry({ kinds: ['Service'], fields: ['image'] }, 'x/either'),
    ]
    const idsOf = (input: string, cluster = ''): string[] => {
      const run = runOf([...resourcesOf(cluster, 'cluster', 'cluster.yaml'), ...resourcesOf(input)], [])
      return triggered(entries, factsOf(run.documents, run.cluster, run.environment)).map(({ id }) => id)
    }
    const withImage = deployment.replace('name: web }]', 'name: web, image: a }]')
    expect(idsOf(deployment)).toEqual([])
    expect(idsOf(withImage)).toEqual(['x/field', 'x/either'])
    expect(idsOf(deployment)).toEqual([])
    expect(idsOf(deployment, service)).toEqual(['x/need'])
    expect(idsOf(`${deployment}---\n${service}`)).toEqual(['x/kind', 'x/need', 'x/either'])
    expect(idsOf(withImage, service)).toEqual(['x/field', 'x/need', 'x/either'])
    expect(idsOf(service, deployment)).toEqual(['x/kind', 'x/either'])
  })
})

describe('openQuestions', () => {
  const entries = [
    entry({ pods: true, needs: { kinds: ['Node'], question: 'scheduling', message: 'whether the pods of {title} find a node' } }),
  ]

  test('each pod template of the input leaves one open', () => {
    const run = runOf(resourcesOf(`${deployment}---\n${service}`), [])
    const questions = openQuestions(entries, factsOf(run.documents, run.cluster, run.environment), run.cluster)
    expect(questions.map(({ question, missing, message, at }) => [question, missing, message, at.path])).toEqual([
      [
        'scheduling',
        ['Node'],
        'whether the pods of Deployment web find a node (no Node in the input; give them with --cluster)',
        ['spec', 'template', 'spec'],
      ],
    ])
  })

  test('none is open where a rule can decide, or has nothing to decide', () => {
    const met = runOf([...resourcesOf(node, 'cluster', 'n.yaml'), ...resourcesOf(deployment)], [])
    expect(openQuestions(entries, factsOf(met.documents, met.cluster, met.environment), met.cluster)).toEqual([])
    const none = runOf(resourcesOf(service), [])
    expect(openQuestions(entries, factsOf(none.documents, none.cluster, none.environment), new Cluster([]))).toEqual([])
  })
})
