import type { KubernetesObject } from '../../../src/k8s/types.ts'

const pods = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } }

/** A small valid object of a kind, with parts of its spec replaced. */
export function workload(kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet', spec: object = {}): KubernetesObject {
  const selector = { matchLabels: { app: 'a' } }
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'a' }, spec: { selector, template: pods, ...spec } } as KubernetesObject
}

/** A small valid Job. */
export function job(spec: object = {}, podSpec: object = {}): KubernetesObject {
  const template = { spec: { ...pods.spec, restartPolicy: 'Never', ...podSpec } }
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a' }, spec: { template, ...spec } } as KubernetesObject
}

/** A small valid CronJob. */
export function cronJob(spec: object = {}): KubernetesObject {
  const template = { spec: { ...pods.spec, restartPolicy: 'Never' } }
  const all = { schedule: '0 0 * * *', jobTemplate: { spec: { template } }, ...spec }
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a' }, spec: all } as KubernetesObject
}

/** A small valid object of any kind. */
export function objectOf(apiVersion: string, kind: string, fields: object, name = 'a'): KubernetesObject {
  return { apiVersion, kind, metadata: { name }, ...fields }
}
