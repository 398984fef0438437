import { expect, test } from 'vitest'
import { affinityTermsOf } from '../../../src/simulate/scheduler/affinity-term.ts'
import { PlacedTerms } from '../../../src/simulate/scheduler/placed-terms.ts'
import { node, snapshot } from '../objects.ts'

const [n1] = snapshot([[node('n1')]]).nodes
const termOf = (selector: object, fields: object = {}) => {
  const term = { topologyKey: 'zone', labelSelector: selector, ...fields }
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } }
  return affinityTermsOf({ affinity }, 'shop', {}).requiredAntiAffinity[0]!
}
const app = (name: string) => ({ matchLabels: { app: name } })

test('of many terms only those with one of the pod’s labels are looked at', () => {
  const terms = new PlacedTerms()
  for (let index = 0; index < 1000; index++) terms.count(termOf(app(`a${index}`)), n1!, 1)
  const concerning = [...terms.concerning({ namespace: 'shop', labels: { app: 'a7', tier: 'web' } })]
  expect(concerning.map(({ term }) => term.selector)).toEqual([app('a7')])
})

test('a term that asks for one of several values of a label is found by each of them', () => {
  const terms = new PlacedTerms()
  for (let index = 0; index < 1000; index++)
    terms.count(termOf({ matchExpressions: [{ key: 'app', operator: 'In', values: [`a${index}`, `b${index}`] }] }), n1!, 1)
  const found = (value: string) => [...terms.concerning({ namespace: 'shop', labels: { app: value } })].length
  expect([found('a7'), found('b7'), found('c7')]).toEqual([1, 1, 0])
})

test('terms without a label, or for namespaces by label, concern every pod', () => {
  const terms = new PlacedTerms()
  terms.count(termOf({ matchExpressions: [{ key: 'app', operator: 'Exists' }] }), n1!, 1)
  terms.count(termOf(app('x'), { namespaceSelector: {} }), n1!, 1)
  terms.count(termOf(app('x'), { namespaces: ['other'] }), n1!, 1)
  expect([...terms.concerning({ namespace: 'elsewhere', labels: {} })]).toHaveLength(2)
  expect([...terms.concerning({ namespace: 'other', labels: { app: 'x' } })]).toHaveLength(3)
})

test('a term is forgotten with the last pod that has it', () => {
  const terms = new PlacedTerms()
  terms.count(termOf(app('x')), n1!, 1)
  terms.count(termOf(app('x')), n1!, 1)
  terms.count(termOf(app('x')), n1!, -1)
  expect([...terms.concerning({ namespace: 'shop', labels: { app: 'x' } })]).toHaveLength(1)
  terms.count(termOf(app('x')), n1!, -1)
  expect([...terms.concerning({ namespace: 'shop', labels: { app: 'x' } })]).toEqual([])
})
