import { expect, test } from 'vitest'
import type { NodeInfo } from '../../../src/simulate/scheduler/index.ts'
import { bestOfSome, nodesToFind } from '../../../src/simulate/scheduler/nodes-to-find.ts'

test.each([
  [50, undefined, 50],
  [168, undefined, 100],
  [1000, undefined, 420],
  [6000, undefined, 300],
  [1000, 70, 700],
  [1000, 100, 1000],
  [120, 10, 100],
])('of %i nodes at %s percent, %i are looked for', (nodes, percentage, expected) => {
  expect(nodesToFind(nodes, percentage)).toBe(expected)
})

test('a node may be chosen if enough others are no better', () => {
  const nodes = ['a', 'b', 'c', 'd', 'e'].map(name => ({ name }) as NodeInfo)
  const names = (found: number) => bestOfSome(nodes, Float64Array.of(5, 3, 3, 1, 4), found).map(({ name }) => name)
  expect(names(5)).toEqual(['a'])
  expect(names(4)).toEqual(['a', 'e'])
  expect(names(3)).toEqual(['a', 'b', 'c', 'e'])
  expect(names(2)).toEqual(['a', 'b', 'c', 'e'])
  expect(names(1)).toEqual(['a', 'b', 'c', 'd', 'e'])
})
