import { expect, test } from 'vitest'
import { parseOptions } from '../../src/config/options.ts'

const setting = (text: string) => parseOptions({ set: [text] }, 'simulate').set?.[0]

test.each([
  ['Deployment/shop/web:spec.replicas=5', ['spec', 'replicas'], 5],
  ['Node/n1:metadata.labels[example.com/pool]=a', ['metadata', 'labels', 'example.com/pool'], 'a'],
  ['Pod/shop/p:spec.containers[0].resources.requests["cpu"]=500m', ['spec', 'containers', 0, 'resources', 'requests', 'cpu'], '500m'],
  ['Pod/shop/p:spec.tolerations=[{operator: Exists}]', ['spec', 'tolerations'], [{ operator: 'Exists' }]],
  ['Pod/shop/p:spec.nodeSelector=null', ['spec', 'nodeSelector'], null],
  ['Pod/shop/p:spec.hostname=', ['spec', 'hostname'], ''],
  ['Pod/shop/p:metadata.labels.x==a:b/c', ['metadata', 'labels', 'x'], '=a:b/c'],
])('%s', (text, path, value) => {
  expect(setting(text)).toMatchObject({ path, value, text })
})

test.each(['web', 'Deployment/shop/web', 'Deployment/shop/web:=1', 'Deployment//web:a=1', ':a=1', 'Pod/p:a[=1', 'a/b/c/d:e=1'])(
  '%s is no field',
  text => {
    expect(() => setting(text)).toThrow('set must be KIND/NAMESPACE/NAME:FIELD=VALUE')
  }
)

test('a question for replicas names the namespace', () => {
  expect(parseOptions({ howMany: ['Deployment/shop/web'] }, 'simulate').howMany).toEqual([
    { kind: 'Deployment', namespace: 'shop', name: 'web' },
  ])
  expect(() => parseOptions({ howMany: ['Deployment/web'] }, 'simulate')).toThrow('howMany must be KIND/NAMESPACE/NAME')
})
