import { describe, expect, test } from 'vitest'
import { defaultLimits, parseLimits } from '../../src/config/limits.ts'

describe('--limit', () => {
  test('raises what it names and leaves the rest', () => {
    expect(parseLimits(['file-size=20Mi', 'depth=300', 'depth=400'])).toEqual({ ...defaultLimits, fileSize: 20 * 1024 * 1024, depth: 400 })
  })

  test.each([
    ['file-size=1Ki', 'fileSize', 1024],
    ['stdin-size=5', 'stdinSize', 5],
    ['documents=7', 'documents', 7],
    ['findings=8', 'findings', 8],
    ['object-size=9', 'objectSize', 9],
    ['syntax-errors=10', 'syntaxErrors', 10],
  ] as const)('%s', (text, key, value) => {
    expect(parseLimits([text])[key]).toBe(value)
  })

  test.each([
    ['deph=3', 'Did you mean depth?'],
    ['__proto__=3', '--limit does not know "__proto__"'],
    ['depth', 'needs a whole number'],
    ['depth=', 'needs a whole number'],
    ['depth=0', 'needs a whole number'],
    ['depth=1.5', 'needs a whole number'],
    ['depth=1e3', 'needs a whole number'],
    ['file-size=10MB', 'such as file-size=20Mi'],
    ['file-size=100Gi', 'needs a whole number'],
  ])('%s is refused', (text, message) => {
    expect(() => parseLimits([text])).toThrow(message)
  })
})
