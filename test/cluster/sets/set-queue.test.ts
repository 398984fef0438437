import { expect, test } from 'vitest'
import { declare } from '../../../src/cluster/declare.ts'
import { SetQueue } from '../../../src/cluster/sets/set-queue.ts'
import { splitSets } from '../../../src/cluster/sets/split-sets.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { readDocuments } from '../../../src/source/read.ts'
import { SourceFile } from '../../../src/source/source-file.ts'

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`

function queued(texts: Readonly<Record<string, string>>): readonly (readonly [name: string, documents: readonly string[]])[] {
  const documents = Object.entries(texts).flatMap(([path, text]) => readDocuments(new SourceFile(path, text)))
  const declarations = declare(documents, { role: 'input', namespace: 'default', version: newestVersion, firstOrder: 0 })
  const queue = new SetQueue(splitSets(declarations, 'directory'), documents)
  const sets: (readonly [string, readonly string[]])[] = []
  for (let set = queue.next(); set !== undefined; set = queue.next())
    sets.push([set.name, set.documents.map(({ file, index }) => `${file.path}#${index}`)])
  return sets
}

test('each set comes once, in order, with the documents of its files', () => {
  expect(queued({ 'a/x.yaml': `${object('one')}---\n${object('two')}`, 'b/y.yaml': object('one') })).toEqual([
    ['a', ['a/x.yaml#0', 'a/x.yaml#1']],
    ['b', ['b/y.yaml#0']],
  ])
})

test('a file that declares nothing goes with the first set', () => {
  expect(queued({ 'a/x.yaml': object('one'), 'b/y.yaml': object('one'), 'b/z.yaml': '[' })).toEqual([
    ['a', ['a/x.yaml#0', 'b/z.yaml#0']],
    ['b', ['b/y.yaml#0']],
  ])
})

test('without a set there is one of nothing', () => {
  expect(queued({})).toEqual([['.', []]])
})
