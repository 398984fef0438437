import { describe, expect, test } from 'vitest'
import { check, found } from '../check.ts'

const pod = (container: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [${container}]}
`
const job = (prefix: string): string => `apiVersion: batch/v1
kind: Job
metadata: {generateName: ${prefix}}
spec:
  completions: 40
  completionMode: Indexed
  template: {spec: {restartPolicy: Never, containers: [{name: c, image: "c:1"}]}}
`
const ingress = (port: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: ${port}}}}}]}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
`

describe('what is no mistake', () => {
  test.each([
    ['a name that the server makes up, in the name of a pod', job('train-'), 'api/invalid-value', []],
    ['a name that is too long for a pod, made up or not', job(`${'a'.repeat(57)}-`), 'api/invalid-value', ['x.yaml:3 api/invalid-value']],
    ['a port that an annotation defines', ingress('use-annotation'), 'service/ingress-port-unknown', []],
    ['but a port that no one defines', ingress('https'), 'service/ingress-port-unknown', ['x.yaml:4 service/ingress-port-unknown']],
    ['an image that is filled in', pod('{name: web, image: "gcr.io/$PROJECT_ID/web:1"}'), 'image/invalid-reference', []],
    ['an image of which a part is filled in', pod('{name: web, image: "gcr.io/<PROJECT>/web:1"}'), 'image/invalid-reference', []],
  ])('%s', async (_, text, only, expected) => {
    expect(found(await check({ 'x.yaml': text }, { only: [only] }))).toEqual(expected)
  })

  test('an image that a script replaces as a whole is advice', async () => {
    const outcome = await check({ 'x.yaml': pod('{name: web, image: IMAGE_URL}') }, { only: ['image/invalid-reference'] })
    expect(outcome.diagnostics.map(({ severity, claim }) => [severity, claim])).toEqual([['warning', 'risks']])
  })

  test('probes of one container are one finding', async () => {
    const probe = '{tcpSocket: {port: 80}, periodSeconds: 2, timeoutSeconds: 5}'
    const outcome = await check(
      { 'x.yaml': pod(`{name: web, image: "web:1", livenessProbe: ${probe}, readinessProbe: ${probe}}`) },
      { only: ['probe/timeout-exceeds-period'] }
    )
    expect(outcome.diagnostics.map(({ related }) => related.map(({ message }) => message))).toEqual([
      ['the period is 2 s', 'the readinessProbe waits 5 s, with a period of 2 s'],
    ])
  })
})
