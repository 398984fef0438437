import { describe, expect, test } from 'vitest'
import { withoutPlaceholders } from '../../../src/cluster/declare/placeholders.ts'

describe('an object as the server’s answer shows it', () => {
  const shown = { metadata: { creationTimestamp: '<time>' }, spec: { ports: [{ nodePort: '<nodePort>' }, { nodePort: 30_000 }] } }

  test('is decoded with stand-ins, which become placeholders again', () => {
    const { value, restore } = withoutPlaceholders(shown)!
    expect(value).toEqual({
      metadata: { creationTimestamp: '2000-01-01T00:00:00Z' },
      spec: { ports: [{ nodePort: 30_000 }, { nodePort: 30_000 }] },
    })
    expect(restore(value as object)).toEqual(shown)
  })

  test('keeps what decoding has left out or changed', () => {
    const { restore } = withoutPlaceholders(shown)!
    expect(restore({ spec: { ports: [] } } as object)).toEqual({ spec: { ports: [] } })
  })

  test.each([null, 'x', [], { spec: { a: '<b>' } }, JSON.parse('{"__proto__": {"a": 1}}')])(
    'without placeholders is taken as it is: %j',
    value => {
      expect(withoutPlaceholders(value)).toBeUndefined()
    }
  )
})
