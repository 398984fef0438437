import { describe, expect, test } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import { PodLabelIndex } from '../../src/cluster/pod-labels.ts'
import { resourcesOf } from '../lint/set-of.ts'

function workload(kind: string, name: string, labels: string, namespace = 'shop'): string {
  const template = `template: { metadata: { labels: ${labels} }, spec: { containers: [] } }`
  const spec = kind === 'CronJob' ? `{ jobTemplate: { spec: { ${template} } } }` : `{ ${template} }`
  const apiVersion = kind.endsWith('Job') ? 'batch/v1' : 'apps/v1'
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: ${spec}\n---\n`
}

const index = new PodLabelIndex(
  new Cluster(
    resourcesOf(
      workload('Deployment', 'web', '{ app: web, tier: front }') +
        workload('Deployment', 'api', '{ app: api, tier: back }') +
        workload('StatefulSet', 'db', '{ app: db }') +
        workload('Job', 'migrate', '{ app: migrate }') +
        workload('CronJob', 'report', '{ app: report }') +
        workload('Deployment', 'web', '{ app: elsewhere }', 'prod')
    )
  )
)

test('pods that were perhaps meant are those with one of the labels first, and never more than asked for', () => {
  const names = (limit: number): (string | null)[] => index.near('shop', { app: 'db', tier: 'back' }, limit).map(({ owner }) => owner.name)
  expect(names(2).sort()).toEqual(['api', 'db'])
  expect(names(10)).toHaveLength(5)
})

describe('a plain selector selects pods', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['that have all of its labels', { app: 'web', tier: 'front' }, true],
    ['of one template only', { app: 'web', tier: 'back' }, false],
    ['of its own namespace only', { app: 'elsewhere' }, false],
    ['by the name of one pod of a StatefulSet', { 'statefulset.kubernetes.io/pod-name': 'db-0' }, true],
    ['but not by a name that the StatefulSet never gives', { 'statefulset.kubernetes.io/pod-name': 'db-primary' }, false],
    ['by a label of the controller beside a written one', { app: 'db', 'apps.kubernetes.io/pod-index': '2' }, true],
    ['but not by a label of another controller', { app: 'web', 'statefulset.kubernetes.io/pod-name': 'web-0' }, false],
    ['by the name of a Job', { 'batch.kubernetes.io/job-name': 'migrate' }, true],
    ['by the name of a Job that a CronJob makes', { 'job-name': 'report-29384756' }, true],
    ['but not by the name of another Job', { app: 'migrate', 'job-name': 'other' }, false],
    ['with the hash of a ReplicaSet', { app: 'api', 'pod-template-hash': '5d4f8c7b9' }, true],
    ['but not with a label named like a member of the prototype', { constructor: 'web' }, false],
  ])('%s', (_, selector, selected) => {
    expect(index.selectsAny('shop', selector)).toBe(selected)
  })
})
