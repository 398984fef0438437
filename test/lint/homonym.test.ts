import { expect, test } from 'vitest'
import { check } from '../../src/index.ts'
import { definitionOf, inputsOf } from '../apiserver/custom-kind.ts'

test('an object that is only called like a built-in kind is not judged as one', async () => {
  const definition = definitionOf({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }) as { spec: { names: object } }
  definition.spec.names = { kind: 'Ingress', plural: 'widgets' }
  const object = { apiVersion: 'example.com/v1', kind: 'Ingress', metadata: { name: 'i' }, spec: { rules: 5 } }
  const { diagnostics, internalErrors } = await check({ inputs: inputsOf([definition, object]), options: { preset: ['all'] } })
  expect(internalErrors).toEqual([])
  expect(diagnostics.filter(({ rule }) => rule.startsWith('service/') || rule.startsWith('security/'))).toEqual([])
})
