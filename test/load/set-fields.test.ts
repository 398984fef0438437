import { expect, test } from 'vitest'
import { type FieldChange, withField } from '../../src/load/set-fields.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const text = `kind: Pod
metadata: {name: p}
spec: {containers: [{name: a}, {name: b}]}
---
kind: List
items:
- {kind: Pod, metadata: {name: q, namespace: shop}, spec: {}}
`
const documents = readDocuments(new SourceFile('pods.yaml', text))
const pod = (name: string, namespace = 'default') => ({ kind: 'Pod', namespace, name })
const changed = (object: FieldChange['object'], path: FieldChange['path'], value: unknown) =>
  withField(documents, { object, path, value }, 'default')?.map(document => JSON.parse(JSON.stringify(document.value)))

test('a field of an object takes another value, and is made where it is not there', () => {
  expect(changed(pod('p'), ['spec', 'containers', 1, 'name'], 'c')?.[0].spec.containers).toEqual([{ name: 'a' }, { name: 'c' }])
  expect(changed(pod('p'), ['spec', 'containers', 2, 'name'], 'c')?.[0].spec.containers).toHaveLength(3)
  expect(changed(pod('p'), ['metadata', 'labels', '__proto__'], 'x')?.[0].metadata.labels).toEqual(JSON.parse('{"__proto__": "x"}'))
})

test('null takes a field or an item away', () => {
  expect(changed(pod('p'), ['spec', 'containers', 0], null)?.[0].spec.containers).toEqual([{ name: 'b' }])
  expect(changed(pod('p'), ['spec', 'containers'], null)?.[0].spec).toEqual({})
})

test('an item of a List is found, too', () => {
  expect(changed(pod('q', 'shop'), ['spec', 'nodeName'], 'n1')?.[1].items[0].spec).toEqual({ nodeName: 'n1' })
})

test.each([
  ['another namespace', pod('q'), ['spec']],
  ['an item beyond the end', pod('p'), ['spec', 'containers', 3]],
  ['a field of a text', pod('p'), ['metadata', 'name', 'x']],
  ['a key of a list', pod('p'), ['spec', 'containers', 'x']],
] as const)('there is no place for %s', (_, object, path) => {
  expect(changed(object, path, 1)).toBeUndefined()
})

test('positions stay those of the text', () => {
  const [document] = withField(documents, { object: pod('p'), path: ['spec', 'nodeName'], value: 'n1' }, 'default')!
  expect(document!.locate(['spec', 'nodeName'])).toEqual(documents[0]!.locate(['spec']))
})
