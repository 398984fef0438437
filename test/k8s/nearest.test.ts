import { expect, test } from 'vitest'
import { closest, isNearly, nearestName } from '../../src/k8s/nearest.ts'

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

/** The number of edits as the definition has it, by a look at every way. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0))
  )
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const ways = [table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)]
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(table[i - 2]![j - 2]! + 1)
      table[i]![j] = Math.min(...ways)
    }
  return table[a.length]![b.length]!
}

test('as many edits as the definition counts, in thousands of words', () => {
  let state = 1
  const next = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
  const word = (): string => Array.from({ length: 6 + next(4) }, () => 'abc'[next(3)]).join('')
  for (let i = 0; i < 4000; i++) {
    const [one, other] = [word(), word()]
    if (one === other) continue
    const edits = plainDistance(one, other)
    expect([one, other, closest(one, [other], 2)?.edits]).toEqual([one, other, edits <= 2 ? edits : undefined])
  }
})
