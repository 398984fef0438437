import { describe, expect, test } from 'vitest'
import { compile, costLimitExceeded, dynamicValue, evaluate } from '../../src/cel/index.ts'
import { bindings, compiled, environment } from './subject.ts'

describe('hostile expressions', () => {
  test.each([
    ['parentheses', `${'('.repeat(2000)}1${')'.repeat(2000)}`],
    ['lists', '['.repeat(2000)],
    ['sums', Array.from({ length: 2000 }, () => '1').join('+')],
    ['selections', `self${'.a'.repeat(2000)}`],
    ['ternaries', `${'b ? '.repeat(2000)}1`],
  ])('%s nested too deep are one error', (_, expression) => {
    const result = compile(expression, environment)
    expect('text' in result && result.text).toMatch(/recursion limit exceeded|recovery attempt limit|ERROR: /)
  })

  test('a text of more than 100,000 characters is refused unread', () => {
    const result = compile(' '.repeat(100_001), environment)
    expect('text' in result && result.text).toBe(
      'ERROR: <input>:-1:0: expression code point size exceeds limit: size: 100001, limit 100000'
    )
  })

  test('no more than 30 attempts are made to go on behind errors', () => {
    const result = compile('* '.repeat(5000), environment)
    expect('text' in result && result.text).toContain('error recovery attempt limit exceeded: 30')
  })

  test('macros that use a part twice do not double the work with each use', () => {
    expect('program' in compile(`optional.of(1)${'.optMap(q, q)'.repeat(40)}`, environment)).toBe(true)
  })

  test('messages about long texts stay within bounds', () => {
    const result = compile(`[${'-5,'.repeat(30_000)}*]`, environment)
    expect('text' in result && result.text).toContain('Syntax error: ')
  })

  test('many conditions make no deep tree', () => {
    expect('program' in compile(Array.from({ length: 3000 }, () => 'b').join(' && '), environment)).toBe(true)
  })
})

describe('the cost of an evaluation', () => {
  const numbers = new Map([...bindings, ['li', dynamicValue(Array.from({ length: 2000 }, (_, index) => index))]])

  test('is bounded', () => {
    const result = evaluate(compiled('li.all(i, li.all(j, i + j >= 0))'), numbers)
    expect(result).toMatchObject({ error: costLimitExceeded, limit: true })
  })

  test('is bounded as the caller says', () => {
    expect(evaluate(compiled('li.all(i, i >= 0)'), numbers, { costLimit: 100 })).toMatchObject({ limit: true })
    expect(evaluate(compiled('li.all(i, i >= 0)'), numbers, { costLimit: 20_000 })).toMatchObject({ value: true })
  })

  test.each(['lists.range(x * 9000000000000)', 'li.distinct().size() > 0 && sets.contains(li, li)'])(
    '%s ends before it is too much',
    expression => {
      expect(evaluate(compiled(expression), numbers)).toMatchObject({ limit: true })
    }
  )
})
