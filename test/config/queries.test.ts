import { describe, expect, test } from 'vitest'
import { parseQueries } from '../../src/config/queries.ts'

describe('queries', () => {
  test('are specs of reviews, under either spelling', () => {
    const resource = { namespace: 'shop', verb: 'get', resource: 'pods' }
    expect(parseQueries([{ id: 7, user: 'jane', groups: ['a'], resource }])).toEqual([{ id: 7, user: 'jane', groups: ['a'], resource }])
    expect(parseQueries([{ user: 'jane', uid: '1', extra: {}, resourceAttributes: resource }])).toEqual([{ id: 0, user: 'jane', resource }])
    expect(parseQueries([{ nonResourceAttributes: { path: '/a', verb: 'get' } }])).toEqual([
      { id: 0, nonResource: { path: '/a', verb: 'get' } },
    ])
  })

  test.each([
    [{}, 'queries must be a list, not {}.'],
    [['a'], 'queries[0] must be'],
    [[{ id: 1 }], 'queries[0] must be'],
    [[{ resource: {}, nonResource: { path: '/', verb: 'get' } }], 'queries[0] must be'],
    [[{ resource: { verb: 1 } }], 'queries[0] must be'],
    [[{ nonResource: { path: '/' } }], 'queries[0] must be'],
    [[{ user: 1, resource: {} }], 'queries[0] must be'],
    [[{ groups: 'a', resource: {} }], 'queries[0] must be'],
  ])('%j are told what they must be', (raw, message) => {
    expect(() => parseQueries(raw)).toThrow(message)
  })
})
