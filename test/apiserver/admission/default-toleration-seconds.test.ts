import { expect, test } from 'vitest'
import type { Pod, Toleration } from '../../../src/k8s/types.ts'
import { requestOf, server, viewOf } from '../request-of.ts'

const added = (key: string) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })

test.each<[string, Toleration[], string[]]>([
  ['no toleration', [], ['not-ready', 'unreachable']],
  ['one for the key', [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }], ['unreachable']],
  ['one for another effect', [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }], ['not-ready', 'unreachable']],
  ['one for everything', [{ operator: 'Exists' }], []],
])('a pod with %s is given those that it lacks', (_, tolerations, keys) => {
  const spec = { containers: [{ name: 'c', image: 'i' }], ...(tolerations.length === 0 ? {} : { tolerations }) }
  const { stored } = server.handle(requestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }), viewOf())
  expect((stored as Pod).spec!.tolerations).toEqual([...tolerations, ...keys.map(added)])
})
