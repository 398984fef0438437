import { describe, expect, test } from 'vitest'
import { podTemplateOf } from '../../../src/cluster/expand/pod-template-of.ts'
import { leastSecondsOf, timelines } from '../../../src/simulate/probes/index.ts'
import { pod } from '../objects.ts'

function timeline(container: object, spec: object = {}) {
  const declared = pod('p', { containers: [{ name: 'app', ...container }], ...spec })
  return timelines(podTemplateOf(declared)!)[0]
}

const tcp = { tcpSocket: { port: 80 } }

test('a container without probes and hooks has no timeline', () => {
  expect(timeline({})).toBeUndefined()
})

describe('start-up', () => {
  test('is given up by the startup probe where there is one, whatever the liveness probe says', () => {
    const startupProbe = { ...tcp, initialDelaySeconds: 5, periodSeconds: 10, failureThreshold: 30, timeoutSeconds: 1 }
    const livenessProbe = { ...tcp, failureThreshold: 1 }
    expect(timeline({ startupProbe, livenessProbe })?.startGivenUp).toEqual({ by: 'startupProbe', earliest: 295, latest: 306 })
  })

  test('is given up by the liveness probe otherwise, with its defaults', () => {
    expect(timeline({ livenessProbe: tcp })?.startGivenUp).toEqual({ by: 'livenessProbe', earliest: 20, latest: 31 })
  })

  test('is never given up by a readiness probe', () => {
    expect(timeline({ readinessProbe: tcp })?.startGivenUp).toBeUndefined()
  })
})

describe('the earliest moment to be ready', () => {
  test.each([
    ['is the start where nothing asks', { livenessProbe: tcp }, 0],
    ['counts successes in a row', { readinessProbe: { ...tcp, initialDelaySeconds: 4, periodSeconds: 3, successThreshold: 3 } }, 10],
    [
      'waits for the startup probe',
      { startupProbe: { ...tcp, initialDelaySeconds: 20 }, readinessProbe: { ...tcp, initialDelaySeconds: 5 } },
      20,
    ],
    ['never comes where a named port is missing', { readinessProbe: { httpGet: { port: 'http' } } }, undefined],
    ['does not depend on a liveness probe that cannot be made', { livenessProbe: { httpGet: { port: 'http' } } }, 0],
  ])('%s', (_, container, expected) => {
    expect(timeline(container)?.earliestReady).toBe(expected)
  })
})

describe('a container that hangs', () => {
  const probe = { ...tcp, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 }

  test('is stopped after the failures that count', () => {
    expect(timeline({ livenessProbe: probe })?.killedAfterHang).toEqual({ earliest: 12, latest: 17 })
  })

  test('is asked less often where the timeout is longer than the period', () => {
    expect(timeline({ livenessProbe: { ...probe, timeoutSeconds: 8 } })?.killedAfterHang).toEqual({ earliest: 24, latest: 32 })
  })

  test('is left out of endpoints by its readiness probe', () => {
    const found = timeline({ readinessProbe: probe })
    expect([found?.leftOutAfterHang, found?.leftOutAfterRefusal]).toEqual([
      { earliest: 12, latest: 17 },
      { earliest: 10, latest: 15 },
    ])
  })

  test('is never stopped by a probe whose port is not declared: the kubelet throws its results away', () => {
    const found = timeline({ livenessProbe: { ...probe, tcpSocket: { port: 'web' } }, ports: [{ name: 'http', containerPort: 80 }] })
    expect(found?.killedAfterHang).toBeUndefined()
    expect(found?.broken.map(({ field, port, at }) => [field, port.name, at.path.join('.')])).toEqual([
      ['livenessProbe', 'web', 'spec.containers.0.livenessProbe.tcpSocket.port'],
    ])
  })
})

test.each([
  [{}, undefined, 'always'],
  [{ restartPolicy: 'Never' }, undefined, 'never'],
  [{ restartPolicy: 'OnFailure' }, undefined, 'on-failure'],
  [{ restartPolicy: 'Never' }, 'Always', 'always'],
])('what becomes of a stopped container of a pod with %j', (spec, own, expected) => {
  expect(timeline({ livenessProbe: tcp, ...(own !== undefined && { restartPolicy: own }) }, spec)?.restarts).toBe(expected)
})

test.each([
  [{ sleep: { seconds: 7 } }, 7],
  [{ exec: { command: ['sleep', '15'] } }, 15],
  [{ exec: { command: ['/bin/sh', '-c', 'sleep 5 && nginx -s quit; sleep 2m'] } }, 125],
  [{ exec: { command: ['/bin/sh', '-c', 'kill -TERM 1'] } }, 0],
  [{ httpGet: { port: 80 } }, 0],
])('the preStop hook %j takes at least %i seconds', (hook, seconds) => {
  expect(leastSecondsOf(hook)).toBe(seconds)
})
