import { expect, test } from 'vitest'
import { forMistakes, moveRare } from '../../../src/dev/bundle/rare.ts'

const text = `var digit = /[0-9]/;
var limit = 3;
function shown(value) {
  return digit.test(value) ? limit : 0;
}
function refused() {
  return shown("x");
}
function used(x) {
  return x ? shown(x) : [limit, refused];
}
function $parts() {
  return [{ used, refused }];
}
var $first = { run: used };
`
const { text: hot, files } = moveRare(
  text,
  new Map([
    ['shown', 'report'],
    ['refused', forMistakes],
  ])
)

test('what calls a rare function loads its file, and what passes one on gets a function that will', () => {
  expect(hot).toContain('return x ? $rare(1)[0](x) : [limit, refused];')
  expect(hot).toContain('var refused = $standIn(0, 0);')
  expect(hot).not.toContain('function shown')
})

test('other files ask for a rare function when they use it', () => {
  expect(hot).toContain('return [{ used, get refused() { return $rare(0)[0]; } }];')
})

test('a rare function takes along what only it needs, and borrows the rest', () => {
  expect(files.map(({ path }) => path)).toEqual([undefined, 'chunks/rare.report.cjs'])
  expect(files[1]!.text).toBe(
    'const [limit] = require("../cli.cjs").lent(1);\nvar digit = /[0-9]/;\nfunction shown(value) {\n  return digit.test(value) ? limit : 0;\n}\n'
  )
  expect(files[1]!.value).toBe('[shown]')
  expect(hot).toContain('lent: [() => [$standIn(1, 0)], () => [limit]]')
})
