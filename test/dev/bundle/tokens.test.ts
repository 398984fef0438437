import { expect, test } from 'vitest'
import { tokensOf } from '../../../src/dev/bundle/tokens.ts'

const texts = (text: string): readonly string[] => tokensOf(text).map(token => token.text)

test('a text is its words, signs and literals, without blanks and comments', () => {
  expect(texts('var a = b?.c /* no */ (...d); // end\n')).toEqual(['var', 'a', '=', 'b', '?.', 'c', '(', '...', 'd', ')', ';'])
  expect(texts('f = (#x) => "a\\"b" + 1.5e3')).toEqual(['f', '=', '(', '#x', ')', '=>', '"a\\"b"', '+', '1.5e3'])
})

test.each([
  ['a / b / c', ['a', '/', 'b', '/', 'c']],
  ['f(a) / 2', ['f', '(', 'a', ')', '/', '2']],
  ['x = /[/"]\\/`/g.test(y)', ['x', '=', '/[/"]\\/`/g', '.', 'test', '(', 'y', ')']],
  ['return /"/', ['return', '/"/']],
])('a slash divides behind a value and begins a regular expression elsewhere: %s', (text, expected) => {
  expect(texts(text)).toEqual(expected)
})

test('a template is one token for each part between its expressions', () => {
  expect(texts('`a ${b ? `${c}` : {}} "` + d')).toEqual(['`a ${', 'b', '?', '`${', 'c', '}`', ':', '{', '}', '} "`', '+', 'd'])
})

test('each token says where it stands', () => {
  const text = 'var a = `x${ b }y`;'
  for (const token of tokensOf(text)) expect(text.slice(token.start, token.start + token.text.length)).toBe(token.text)
})
