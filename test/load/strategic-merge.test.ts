import { describe, expect, test } from 'vitest'
import { jsonPatched } from '../../src/load/json-patch.ts'
import { strategicMerge } from '../../src/load/strategic-merge.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const read = (text: string): unknown => readDocuments(new SourceFile('x.yaml', text))[0]?.value

describe('a strategic merge', () => {
  test.each([
    ['of mappings', 'a: {b: 1, c: 2}', 'a: {c: 3, d: 4}', '{"a":{"b":1,"c":3,"d":4}}'],
    ['with null, which deletes', 'a: {b: 1, c: 2}', 'a: {b: null}', '{"a":{"c":2}}'],
    [
      'of items by their key',
      'env: [{name: A, value: x}, {name: B}]',
      'env: [{name: A, value: z}, {name: C}]',
      '{"env":[{"name":"A","value":"z"},{"name":"B"},{"name":"C"}]}',
    ],
    ['of lists without a key', 'args: [a, b]', 'args: [c]', '{"args":["c"]}'],
    ['that deletes an item', 'volumes: [{name: a}, {name: b}]', 'volumes: [{name: a, $patch: delete}]', '{"volumes":[{"name":"b"}]}'],
    ['that replaces a list', 'volumes: [{name: a}]', 'volumes: [{$patch: replace}, {name: b}]', '{"volumes":[{"name":"b"}]}'],
    ['that replaces a mapping', 'a: {b: 1}', 'a: {$patch: replace, c: 1}', '{"a":{"c":1}}'],
    [
      'of ports of two protocols',
      'ports: [{containerPort: 53}]',
      'ports: [{containerPort: 53, protocol: UDP}]',
      '{"ports":[{"containerPort":53},{"containerPort":53,"protocol":"UDP"}]}',
    ],
    ['of what is not there', 'a: 1', 'env: [{name: A, $patch: delete}, {name: B}]', '{"a":1,"env":[{"name":"B"}]}'],
    ['of sets of texts', 'finalizers: [a]', 'finalizers: [a, b]', '{"finalizers":["a","b"]}'],
    ['of keys that are names of members', 'a: 1', '__proto__: {b: 1}\nconstructor: 2', '{"a":1,"__proto__":{"b":1},"constructor":2}'],
  ])('%s', (_, value, patch, expected) => {
    expect(JSON.stringify(strategicMerge(read(value), read(patch), true))).toBe(expected)
  })

  test('of a custom kind replaces lists', () => {
    expect(JSON.stringify(strategicMerge(read('env: [{name: A}]'), read('env: [{name: B}]'), false))).toBe('{"env":[{"name":"B"}]}')
  })

  test('ends in nesting without end', () => {
    const deep = `${'{a: '.repeat(150)}1${'}'.repeat(150)}`
    expect(strategicMerge(read(deep), read(deep), true)).toBeDefined()
  })
})

describe('a list of operations', () => {
  test.each([
    ['adds a member', '[{op: add, path: /a/c, value: 2}]', '{"a":{"b":1,"c":2},"l":[1,2]}'],
    ['adds an item', '[{op: add, path: /l/0, value: 0}]', '{"a":{"b":1},"l":[0,1,2]}'],
    ['adds an item at the end', '[{op: add, path: /l/-, value: 3}]', '{"a":{"b":1},"l":[1,2,3]}'],
    ['replaces', '[{op: replace, path: /l/1, value: x}]', '{"a":{"b":1},"l":[1,"x"]}'],
    ['removes', '[{op: remove, path: /a/b}, {op: remove, path: /l/0}]', '{"a":{},"l":[2]}'],
    ['copies', '[{op: copy, from: /a/b, path: /a/x~1y}]', '{"a":{"b":1,"x/y":1},"l":[1,2]}'],
    ['leads nowhere', '[{op: add, path: /x/y, value: 1}]', undefined],
    ['removes what is not there', '[{op: remove, path: /a/x}]', undefined],
    ['does what no one knows', '[{op: turn, path: /a/x}]', undefined],
  ])('%s', (_, operations, expected) => {
    const patched = jsonPatched(read('a: {b: 1}\nl: [1, 2]\n'), read(operations) as readonly unknown[])
    expect(patched === undefined ? undefined : JSON.stringify(patched)).toBe(expected)
  })
})
