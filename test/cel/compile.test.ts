import { describe, expect, test } from 'vitest'
import { compile, formatType } from '../../src/cel/index.ts'
import { compileErrorCases } from './compile-error-cases.ts'
import { compiled, environment } from './subject.ts'

describe('an expression that does not compile', () => {
  test.each(compileErrorCases)('%j is refused in the words of the server', (expression, text) => {
    const result = compile(expression, environment)
    expect('text' in result ? result.text : 'compiles').toBe(text)
  })

  test('names line and column of each problem', () => {
    const result = compile('x == 1 &&\n nope', environment)
    expect('issues' in result ? result.issues : []).toEqual([
      { line: 2, column: 2, message: "undeclared reference to 'nope' (in container '')" },
    ])
  })
})

describe('the type of an expression', () => {
  test.each([
    ['x', 'int'],
    ['[x]', 'list(int)'],
    ["{'a': x}", 'map(string, int)'],
    ['dyn(x)', 'dyn'],
    ['[]', 'list(dyn)'],
    ['optional.of(x)', 'optional_type(int)'],
    ['m.map(k, m[k])', 'list(string)'],
    ['m.?a', 'optional_type(string)'],
    ["quantity('1')", 'kubernetes.Quantity'],
    ['type(x)', 'type(int)'],
    ['b ? x : y', 'int'],
    ['l.transformMap(i, v, v)', 'map(int, string)'],
  ])('of %s is %s', (expression, type) => {
    expect(formatType(compiled(expression).outputType)).toBe(type)
  })
})

describe('libraries by version', () => {
  test.each([
    ["isIP('1.2.3.4')", 31],
    ['format.dns1123Label()', 32],
    ['l.all(i, v, true)', 33],
    ["semver('1.2.3')", 34],
    ['l.sort()', 35],
    ['sets.contains(l, l)', 30],
  ])('%s is known to new expressions from 1.%i on', (expression, minor) => {
    expect('program' in compile(expression, { ...environment, version: { minor } })).toBe(true)
    expect('program' in compile(expression, { ...environment, version: { minor: minor - 1 } })).toBe(false)
  })

  test.each([
    ["jsonpatch.escapeKey('a/b')", 'jsonpatch'],
    ['cel.bind(v, x, v + v)', 'bindings'],
  ] as const)('%s needs a library of its own', (expression, library) => {
    expect('program' in compile(expression, environment)).toBe(false)
    expect('program' in compile(expression, { ...environment, libraries: [library] })).toBe(true)
  })
})
