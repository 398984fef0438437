import { describe, expect, test } from 'vitest'
import { pathMatcher } from '../../src/config/path-matcher.ts'

describe('globs of paths', () => {
  test.each([
    ['shop/web.yaml', ['shop/web.yaml'], ['shop/web.yml', 'web.yaml', 'shop/web.yaml.bak']],
    ['shop', ['shop', 'shop/a.yaml', 'shop/x/y.yaml'], ['shop.yaml', 'my/shop/a.yaml']],
    ['./shop/', ['shop/a.yaml'], ['shops/a.yaml']],
    ['.', ['a.yaml', 'x/b.yaml'], []],
    ['*.yaml', ['a.yaml', '.hidden.yaml'], ['x/a.yaml']],
    ['**/*.yaml', ['a.yaml', 'x/y/a.yaml', '.github/a.yaml'], ['a.json']],
    ['{shop,cart}/**', ['shop/a.yaml', 'cart/b/c.yaml'], ['other/a.yaml']],
    ['!a.yaml', ['!a.yaml'], ['b.yaml', 'a.yaml']],
    ['#a.yaml', ['#a.yaml'], ['a.yaml']],
  ])('%s', async (glob, matching, others) => {
    const matches = await pathMatcher([glob])
    expect(matching.filter(path => !matches(path))).toEqual([])
    expect(others.filter(matches)).toEqual([])
  })

  test('one of several globs is enough', async () => {
    const matches = await pathMatcher(['a/*.yaml', 'b'])
    expect(['a/x.yaml', 'b/x.yaml', 'c/x.yaml'].filter(matches)).toEqual(['a/x.yaml', 'b/x.yaml'])
  })
})
