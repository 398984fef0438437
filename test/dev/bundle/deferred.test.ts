import { expect, test } from 'vitest'
import { withGetters } from '../../../src/dev/bundle/deferred.ts'

const text = `// src/a.ts
var limit = 3;
var names = ["a", "b"];
var rows = [{ at: "x", rules: names }, ...names];
function all() {
  return { names, rows, limit };
}
function $parts() {
  return [{ names: names, limit: limit }];
}
`

test('a table that is made when it is asked for shows which ones are needed', () => {
  expect(withGetters(text, () => true, 'made when asked for')).toBe(`// src/a.ts
var limit = 3;
var names;
function $get_names() {
  return names ??= ["a", "b"];
}
var rows;
function $get_rows() {
  return rows ??= [{ at: "x", get rules() {
    return $get_names();
  } }, ...$get_names()];
}
function all() {
  return { names: $get_names(), rows: $get_rows(), limit };
}
function $parts() {
  return [{ get names() { return $get_names(); }, limit: limit }];
}
`)
})

test('only wanted tables are asked for', () => {
  expect(withGetters(text, table => table === 'rows', 'made at once')).toBe(
    text
      .replace('...names];\n', '...names];\nfunction $get_rows() {\n  return rows;\n}\n')
      .replace('{ names, rows, limit }', '{ names, rows: $get_rows(), limit }')
  )
})
