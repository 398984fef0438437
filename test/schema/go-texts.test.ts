import { describe, expect, test } from 'vitest'
import { base64ErrorOffset } from '../../src/schema/go-base64.ts'
import { goTimeError, rfc3339, rfc3339Micro } from '../../src/schema/go-time.ts'

describe('a time by RFC 3339', () => {
  test.each(['2026-01-31T00:00:00Z', '2024-02-29T23:59:59.5+05:30', '2026-01-31T7:00:00,25-00:00', '2026-01-31T00:00:00+24:60'])(
    '%s is one',
    text => {
      expect(goTimeError(text, rfc3339)).toBeUndefined()
    }
  )

  test.each([
    ['', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006"'],
    ['2026', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "-"'],
    ['2026-1-31T00:00:00Z', ' as "2006-01-02T15:04:05Z07:00": cannot parse "1-31T00:00:00Z" as "01"'],
    ['2026-01-31', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"'],
    ['2026-01-31 00:00:00Z', ' as "2006-01-02T15:04:05Z07:00": cannot parse " 00:00:00Z" as "T"'],
    ['2026-01-31T00:00:00', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"'],
    ['2026-01-31T00:00:00+0200', ' as "2006-01-02T15:04:05Z07:00": cannot parse "+0200" as "Z07:00"'],
    ['2026-13-01T00:00:00Z', ': month out of range'],
    ['2026-02-29T00:00:00Z', ': day out of range'],
    ['2026-01-31T24:00:00Z', ': hour out of range'],
    ['2026-01-31T00:60:00Z', ': minute out of range'],
    ['2026-01-31T00:00:60Z', ': second out of range'],
    ['2026-01-31T00:00:00+25:00', ': time zone offset hour out of range'],
    ['2026-01-31T00:00:00Zulu', ': extra text: "ulu"'],
  ])('%j is none', (text, reason) => {
    expect(goTimeError(text, rfc3339)).toBe(`parsing time "${text}"${reason}`)
  })

  test('bytes outside of ASCII are escaped', () => {
    expect(goTimeError('2026-01-31T00:00:00Zé"', rfc3339)).toBe(
      'parsing time "2026-01-31T00:00:00Z\\xc3\\xa9\\"": extra text: "\\xc3\\xa9\\""'
    )
  })
})

test('a time with microseconds has exactly six digits of them', () => {
  expect(goTimeError('2026-01-31T00:00:00.123456Z', rfc3339Micro)).toBeUndefined()
  expect(goTimeError('2026-01-31T00:00:00.123Z', rfc3339Micro)).toMatch(/: cannot parse "\.123Z" as "\.000000"$/)
  expect(goTimeError('2026-01-31T00:00:00.1234567Z', rfc3339Micro)).toMatch(/: cannot parse "7Z" as "Z07:00"$/)
})

describe('base64', () => {
  test.each([
    ['', -1],
    ['aGk=', -1],
    ['aGkh', -1],
    ['aG\nk=\r\n', -1],
    ['aGk', 0],
    ['aGkha', 4],
    ['aGk==', 4],
    ['=', 0],
    ['a===', 1],
    ['aG=', 3],
    ['aG=a', 2],
    ['aGk= ', 4],
    ['aGk=aGk=', 4],
    ['not base64', 3],
    ['aGké', 3],
    ['a_k=', 1],
  ])('%j fails at %i', (text, offset) => {
    expect(base64ErrorOffset(text)).toBe(offset)
  })
})
