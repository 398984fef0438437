import { expect, test } from 'vitest'
import type { Resource } from '../../src/cluster/resource.ts'
import { emptyKeys, hasEmptyKey } from '../../src/lint/empty-keys.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

test.each([
  ['spec:\n  replicas:\n', ['spec.replicas']],
  ['spec:\n  replicas: null\n  paused: ~\n', ['spec.replicas', 'spec.paused']],
  ['spec:\n  ports:\n    - port: 80\n    - name:\n', ['spec.ports.1.name']],
  ['spec: {a: {b: }}\n', ['spec.a.b']],
  ['{"spec": {"replicas": null}}', ['spec.replicas']],
  ['spec:\n  replicas: ""\n  selector: {}\n  list: []\n', []],
  ['spec:\n  args:\n    -\n', []],
  ['metadata:\n  creationTimestamp: null\n  annotations:\nstatus:\n', []],
  ['data:\n  key:\n', []],
])('%j has the empty keys %j', (text, keys) => {
  const [document] = readDocuments(new SourceFile('object.yaml', text))
  const resource = { document, root: [] } as unknown as Resource
  expect(emptyKeys(resource).map(path => path.join('.'))).toEqual(keys)
  expect(hasEmptyKey(resource)).toBe(keys.length > 0)
})
