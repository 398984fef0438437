import { expect, test } from 'vitest'
import { allUses, exportIndexes, usesOfCommonJs, usesOfEsModules } from '../../../src/dev/bundle/uses.ts'

const plain = (uses: ReadonlyMap<string, ReadonlySet<string>>): unknown =>
  Object.fromEntries([...uses].map(([module, names]) => [module, [...names]]))

test('an ES module uses the names that it imports, and all of what it imports on demand', () => {
  const text = `import { one, two as other } from "hot:src/a.ts";
import * as b from "hot:src/b.ts";
import { three } from "warm:src/c.ts";
const later = () => import("hot:src/d.ts");
`
  expect(plain(usesOfEsModules('hot:', [text]))).toEqual({ 'src/a.ts': ['one', 'two'], 'src/b.ts': ['*'], 'src/d.ts': ['*'] })
})

test('a CommonJS text uses the members of the variables that it requires into', () => {
  const text = `var import_a = require("side:src/a.ts");
var import_b = require("side:src/b.ts");
var import_c = require("hot:src/c.ts");
(0, import_a.one)(import_a.two, import_c.three);
keep(import_b);
const later = () => Promise.resolve().then(() => require("side:src/d.ts"));
`
  expect(plain(usesOfCommonJs('side:', text))).toEqual({ 'src/a.ts': ['one', 'two'], 'src/b.ts': ['*'], 'src/d.ts': ['*'] })
})

test('uses come together by module, and each module has its place among all', () => {
  const uses = allUses(
    [
      new Map([['b', new Set(['x'])]]),
      new Map([
        ['b', new Set(['y'])],
        ['a', new Set(['z'])],
        ['first', new Set(['run'])],
      ]),
    ],
    'first'
  )
  expect(plain(uses)).toEqual({ b: ['x', 'y'], a: ['z'] })
  expect([...exportIndexes(uses)]).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})
