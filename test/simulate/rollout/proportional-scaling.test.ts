import { describe, expect, test } from 'vitest'
import { scaleProportionally } from '../../../src/simulate/rollout/proportional-scaling.ts'

describe('scaling in the middle of a rollout', () => {
  test.each<[string, readonly number[], { allowed: number; most: number }, readonly number[]]>([
    ['keeps each share', [10, 5], { allowed: 30, most: 15 }, [20, 10]],
    ['gives to the largest first, and to the newer of equal ones', [3, 3, 4], { allowed: 12, most: 10 }, [3, 4, 5]],
    ['takes away by share', [8, 4], { allowed: 6, most: 12 }, [4, 2]],
    ['takes all', [3, 2], { allowed: 0, most: 5 }, [0, 0]],
    ['leaves what is right', [3, 2], { allowed: 5, most: 5 }, [3, 2]],
  ])('%s', (_, sizes, { allowed, most }, expected) => {
    const sets = sizes.map(replicas => ({ replicas, mostByDeployment: most }))
    const scaled = scaleProportionally(sets, allowed)
    expect(sets.map(set => scaled.get(set))).toEqual(expected)
  })
})
