import { expect, test } from 'vitest'
import { document, pod, policy } from '../simulate/network/manifests.ts'
import { said, service } from './said.ts'

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })

test('what a run says about the network plug-in holds for connections that are needed', async () => {
  const texts = [
    policy('shop/db', { ...app('db'), ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    service('shop/db', [{ port: 5432 }]),
    pod('shop/db', { app: 'db' }),
    document({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { containers: [{ name: 'web', image: 'web:1.0', env: [{ name: 'DB', value: 'db:5432' }] }] },
    }),
  ]
  const counts = await Promise.all(
    [{}, { cni: 'cilium' }, { assume: { 'ip-block-selects-pods': 'no' } }, { cni: 'none' }].map(options =>
      said('needed-path-closed', texts, options)
    )
  )
  expect(counts.map(({ length }) => length)).toEqual([0, 1, 1, 0])
})

test('a volume that takes some keys of a ConfigMap says nothing by the others', async () => {
  const texts = (items: readonly object[] | undefined) => [
    policy('shop/db', { ...app('db') }),
    service('shop/db', [{ port: 5432 }]),
    pod('shop/db', { app: 'db' }),
    document({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config', namespace: 'shop' },
      data: { db: 'db:5432', log: 'info' },
    }),
    pod('shop/web', { app: 'web' }, { volumes: [{ name: 'config', configMap: { name: 'config', ...(items && { items }) } }] }),
  ]
  const counts = await Promise.all(
    [undefined, [{ key: 'db', path: 'db' }], [{ key: 'log', path: 'log' }]].map(items => said('needed-path-closed', texts(items)))
  )
  expect(counts.map(({ length }) => length)).toEqual([1, 1, 0])
})
