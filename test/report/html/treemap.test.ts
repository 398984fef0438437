import { describe, expect, test } from 'vitest'
import { treemap } from '../../../src/report/html/treemap.ts'

const whole = { x: 0, y: 0, width: 300, height: 200 }

describe('a tree map', () => {
  test.each([[[1]], [[4, 3, 2, 1]], [[100, 1, 1, 1]], [Array.from({ length: 61 }, () => 1)]])('gives %j areas in proportion', weights => {
    const parts = treemap(weights, whole)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    parts.forEach(({ x, y, width, height }, index) => {
      expect(width * height).toBeCloseTo((weights[index]! / total) * 60_000, 3)
      expect([x >= -0.001, y >= -0.001, x + width <= 300.001, y + height <= 200.001]).toEqual([true, true, true, true])
    })
    expect(parts).toHaveLength(weights.length)
  })

  test('makes parts near to squares', () => {
    for (const { width, height } of treemap([6, 6, 4, 3, 2, 2, 1], whole)) expect(Math.max(width / height, height / width)).toBeLessThan(3)
  })

  test('has nothing to give where there is nothing', () => {
    expect(treemap([], whole)).toEqual([])
    expect(treemap([0, 0], whole).map(({ width, height }) => width * height)).toEqual([0, 0])
  })
})
