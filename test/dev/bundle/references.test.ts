import { expect, test } from 'vitest'
import { gettersIn, referencesTo } from '../../../src/dev/bundle/references.ts'

const uses = (text: string): readonly string[] => referencesTo(new Set(['table']), text).map(({ as }) => as)

test.each([
  ['table(1);', ['called']],
  ['if (x) table(`${table}`);', ['called', 'value']],
  ['new table(1);', ['value']],
  ['f(table, [table], ...table);', ['value', 'value', 'value']],
  ['var x = { table, y: 1 };', ['member']],
  ['var x = { rules: table, y: [{ rules: table }] };', ['property', 'property']],
  ['var x = { rules: () => ({ rules: table }), y(z) { return { rules: table }; } };', ['value', 'value']],
  ['var x = { rules: table.length };', ['value']],
  ['switch (x) { case table: }', ['value']],
  ['x = a ? table : b;', ['value']],
])('a name is told by how it stands: %s', (text, expected) => {
  expect(uses(text)).toEqual(expected)
})

test.each([
  'var table = 1;',
  'function table() {\n}',
  'function* table() {\n}',
  'x.table = y?.table;',
  'x = { table: 1 };',
  'x = { table(a) {\n} };',
  'x = class { table = 1; static table = 2; #table = 3; get table() {\n} };',
  'x = "table" + `table`;',
])('what only looks like the name is none: %s', text => {
  expect(uses(text)).toEqual([])
})

test('members become getters of what is found for them', () => {
  const found = gettersIn('return [{ a, b: c }, { d }];', name => (name === 'a' || name === 'c' ? `load("${name}")` : undefined))
  expect(found).toBe('return [{ get a() { return load("a"); }, get b() { return load("c"); } }, { d }];')
})
