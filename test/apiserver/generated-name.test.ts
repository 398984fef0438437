import { expect, test } from 'vitest'
import { check, found } from '../check.ts'

const pods = 'metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "web:1.0"}]'
const workload = `{selector: {matchLabels: {app: web}}, template: {${pods}}}}`

test.each([
  ['v1', 'ConfigMap', 'data: {a: b}'],
  ['v1', 'Pod', 'spec: {containers: [{name: web, image: "web:1.0"}]}'],
  ['v1', 'PersistentVolumeClaim', 'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}'],
  ['v1', 'Service', 'spec: {ports: [{port: 80}]}'],
  ['apps/v1', 'DaemonSet', `spec: ${workload}`],
  ['apps/v1', 'Deployment', `spec: ${workload}`],
  ['apps/v1', 'StatefulSet', `spec: ${workload}`],
  ['batch/v1', 'CronJob', `spec: {schedule: "0 4 * * *", jobTemplate: {spec: {template: {${pods}, restartPolicy: Never}}}}}`],
  ['batch/v1', 'Job', `spec: {template: {${pods}, restartPolicy: Never}}}`],
])('the server makes up a name for a %s %s', async (apiVersion, kind, body) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {generateName: web-}\n${body}\n`
  const only = ['api/required', 'api/invalid-value', 'api/forbidden-value', 'api/too-long']
  expect(found(await check({ 'web.yaml': text }, { only }))).toEqual([])
})
