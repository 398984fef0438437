import { expect, test } from 'vitest'
import { reassigned, statementsOf } from '../../../src/dev/bundle/statements.ts'

const text = `"use strict";
var import_node_fs = require("node:fs");
// src/k8s/first.ts
var limit = 3;
var [low, high] = bounds();
function* each(list) {
  for (const item of list) yield item.count + limit;
}
// src/k8s/second.ts
var last;
var Box = class {
  size = 1;
  #count = 0;
  grow() {
    this.count = this.#count;
  }
};
async function remember(value) {
  last = { ...limit, limit: value };
}
`

test('each statement has what it declares, its kind, and the module that it comes from', () => {
  expect(statementsOf(text).map(({ kind, names, module }) => [kind, names.join(), module])).toEqual([
    ['other', '', ''],
    ['import', 'import_node_fs', ''],
    ['variable', 'limit', 'src/k8s/first.ts'],
    ['other', 'low,high', 'src/k8s/first.ts'],
    ['function', 'each', 'src/k8s/first.ts'],
    ['variable', 'last', 'src/k8s/second.ts'],
    ['variable', 'Box', 'src/k8s/second.ts'],
    ['function', 'remember', 'src/k8s/second.ts'],
  ])
})

test('the statements are the whole text, but for comments', () => {
  const texts = statementsOf(text).map(statement => statement.text)
  expect(texts.join('')).toBe(text.replace(/^\/\/.*\n/gm, ''))
})

test('members are no words of their own, what is spread is', () => {
  const [, , , , each, , , remember] = statementsOf(text)
  expect([each!.words.has('count'), each!.words.has('limit')]).toEqual([false, true])
  expect(remember!.words.has('limit')).toBe(true)
})

test('a variable is reassigned where a statement gives it another value, and fields of classes are none', () => {
  expect([...reassigned(statementsOf(text))]).toEqual(['last'])
})
