import { describe, expect, test } from 'vitest'
import { parsePlacements } from '../../src/config/placements.ts'

describe('recorded placements', () => {
  test('each form of the contract is taken', () => {
    const placements = [
      { namespace: 'shop', pod: 'p1', node: 'n2' },
      { namespace: 'shop', pod: 'p2', node: null },
      { owner: { kind: 'Deployment', namespace: 'shop', name: 'web' }, nodes: ['n1', 'n1', null] },
      { namespace: 'shop', pod: 'db-0', ips: ['10.244.1.7'] },
    ]
    expect(parsePlacements(placements)).toEqual(placements)
  })

  test.each([
    [{}, 'placements must be a list, not {}.'],
    [[null], 'placements[0] must be'],
    [[{ namespace: 'a', pod: 'b' }, { namespace: 'a' }], 'placements[1] must be'],
    [[{ namespace: 'a', pod: 'b', node: 3 }], 'placements[0] must be'],
    [[{ namespace: 'a', pod: 'b', ips: '10.0.0.1' }], 'placements[0] must be'],
    [[{ owner: { kind: 'Job', name: 'a' }, nodes: [] }], 'placements[0] must be'],
    [[{ owner: { kind: 'Job', namespace: 'x', name: 'a' }, nodes: [1] }], 'placements[0] must be'],
  ])('%j is refused', (raw, message) => {
    expect(() => parsePlacements(raw)).toThrow(message)
  })
})
