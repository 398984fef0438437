import { expect, test } from 'vitest'
import { isNearly, nearestName } from '../../src/k8s/nearest.ts'

test.each<[string, readonly string[], string | undefined]>([
  ['loadbalancer', ['ClusterIP', 'LoadBalancer', 'NodePort'], 'LoadBalancer'],
  ['LOG_LEVL', ['LOG_FORMAT', 'LOG_LEVEL'], 'LOG_LEVEL'],
  ['recieve', ['receive'], 'receive'],
  ['CATALOG_URI', ['CATALOG_URL', 'CATALOG_USER'], 'CATALOG_URL'],
  ['app', ['db', 'web'], undefined],
  ['ab', ['ac'], undefined],
  ['kind', ['king', 'Kind'], 'Kind'],
  ['entirely', ['different', 'words'], undefined],
  ['x'.repeat(100), ['x'.repeat(99)], undefined],
])('the nearest of %s', (word, candidates, nearest) => {
  expect(nearestName(word, candidates)).toBe(nearest)
})

test.each<[string, string, boolean]>([
  ['readynessProbe', 'readinessProbe', true],
  ['configmapref', 'configMapRef', true],
  ['labls', 'labels', true],
  ['lables', 'labels', true],
  ['lbls', 'labels', false],
])('%s is nearly %s: %s', (a, b, near) => {
  expect(isNearly(a, b)).toBe(near)
})
