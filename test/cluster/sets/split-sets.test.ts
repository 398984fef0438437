import { describe, expect, test } from 'vitest'
import { lastDefinitions } from '../../../src/cluster/sets/last-definitions.ts'
import { splitSets } from '../../../src/cluster/sets/split-sets.ts'
import { declarationsOf } from '../resource-of.ts'

const configMap = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })

/** Files and the name of the object in each, to sets and the files of each. */
function split(files: Readonly<Record<string, string>>, mode: Parameters<typeof splitSets>[1] = 'auto'): Record<string, string[]> {
  const declarations = declarationsOf(Object.values(files).map(configMap), Object.keys(files))
  return Object.fromEntries(
    splitSets(declarations, mode).map(set => [set.name, set.declarations.map(({ document }) => document.file.path)])
  )
}

describe('auto', () => {
  test('files that define different objects are one set, named by their nearest common directory', () => {
    expect(split({ 'shop/a.yaml': 'a', 'shop/sub/b.yaml': 'b' })).toEqual({ shop: ['shop/a.yaml', 'shop/sub/b.yaml'] })
    expect(split({ 'a.yaml': 'a', 'sub/b.yaml': 'b' })).toEqual({ '.': ['a.yaml', 'sub/b.yaml'] })
    expect(split({ '<stdin>': 'a' })).toEqual({ '.': ['<stdin>'] })
  })

  test('the directory below which two directories define one object is split into its children and its own files', () => {
    expect(
      split({ 'x/one/a.yaml': 'a', 'x/two/a.yaml': 'a', 'x/two/deep/b.yaml': 'b', 'x/c.yaml': 'c', 'y/d.yaml': 'd', 'e.yaml': 'e' })
    ).toEqual({
      'x/one': ['x/one/a.yaml'],
      'x/two': ['x/two/a.yaml', 'x/two/deep/b.yaml'],
      x: ['x/c.yaml'],
      '.': ['y/d.yaml', 'e.yaml'],
    })
  })

  test('a base and its overlays fall apart down to the overlays', () => {
    expect(split({ 'app/base/d.yaml': 'd', 'app/overlays/dev/d.yaml': 'd', 'app/overlays/prod/d.yaml': 'd' })).toEqual({
      'app/base': ['app/base/d.yaml'],
      'app/overlays/dev': ['app/overlays/dev/d.yaml'],
      'app/overlays/prod': ['app/overlays/prod/d.yaml'],
    })
  })

  test('a directory and one below it that define one object are two sets', () => {
    expect(split({ 'a/x.yaml': 'x', 'a/b/x.yaml': 'x' })).toEqual({ a: ['a/x.yaml'], 'a/b': ['a/b/x.yaml'] })
  })

  test('two definitions in one directory split nothing', () => {
    expect(split({ 'a/x.yaml': 'x', 'a/y.yaml': 'x' })).toEqual({ a: ['a/x.yaml', 'a/y.yaml'] })
  })

  test('the same name in another namespace or of another kind is another object', () => {
    const values = [
      configMap('a'),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } },
    ]
    expect(splitSets(declarationsOf(values, ['x/1.yaml', 'y/2.yaml', 'z/3.yaml']), 'auto')).toHaveLength(1)
  })

  test('absolute paths keep their beginning', () => {
    expect(split({ '/a/x.yaml': 'x', '/b/x.yaml': 'x' })).toEqual({ '/a': ['/a/x.yaml'], '/b': ['/b/x.yaml'] })
    expect(split({ '/a/x.yaml': 'x', '/b/y.yaml': 'y' })).toEqual({ '/': ['/a/x.yaml', '/b/y.yaml'] })
  })
})

test.each([
  ['one', { '.': ['a/x.yaml', 'b/x.yaml', 'b/y.yaml'] }],
  ['directory', { a: ['a/x.yaml'], b: ['b/x.yaml', 'b/y.yaml'] }],
  ['file', { 'a/x.yaml': ['a/x.yaml'], 'b/x.yaml': ['b/x.yaml'], 'b/y.yaml': ['b/y.yaml'] }],
] as const)('%s', (mode, sets) => {
  expect(split({ 'a/x.yaml': 'x', 'b/x.yaml': 'x', 'b/y.yaml': 'y' }, mode)).toEqual(sets)
})

test('of several definitions of an object the last counts; objects without a name all do', () => {
  const unnamed = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'g-' } }
  const resources = declarationsOf([configMap('a'), unnamed, configMap('a'), unnamed]).map(({ resource }) => resource!)
  expect(lastDefinitions(resources).map(({ order }) => order)).toEqual([1, 2, 3])
})
