import { expect, test } from 'vitest'
import { check } from '../../src/index.ts'

const inputs = [{ path: 'a.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndate: {}\nextra: {}\n' }]
const field = 'schema/unknown-field'

test('the options of a job win over its configuration, and join its objects', async () => {
  const config = { failOn: 'never', world: 'closed', rule: { [field]: 'info', 'rbac/wildcard': 'off' } }
  expect(await check({ inputs, config })).toMatchObject({ exitCode: 0, world: 'closed', summary: { info: 2 } })
  const options = { failOn: 'warning', rule: { [field]: 'warning' } }
  expect(await check({ inputs, config, options })).toMatchObject({ exitCode: 1, world: 'closed', summary: { warning: 2 } })
})

test('suppressed findings are listed as such in the result', async () => {
  const text = inputs[0]!.text.replace('date: {}', `date: {} # seatrial-ignore ${field}: x`)
  const { diagnostics, summary } = await check({ inputs: [{ path: 'a.yaml', text }] })
  expect(diagnostics.map(({ line, suppressed }) => [line, suppressed])).toEqual([
    [4, true],
    [5, undefined],
  ])
  expect(summary).toMatchObject({ error: 1, suppressed: 1 })
})

test('each job goes by its own options, whatever becomes of the lists of jobs before', async () => {
  const only = ['schema/invalid-quantity']
  const findings = async (rules: readonly string[]): Promise<number> =>
    (await check({ inputs, options: { only: rules } })).diagnostics.length
  expect(await findings(only)).toBe(0)
  only[0] = field
  expect(await findings(only)).toBe(2)
  expect(await findings(['schema/invalid-quantity'])).toBe(0)
  expect((await check({ inputs, options: { only: [field], failOn: 'never' } })).exitCode).toBe(0)
  expect((await check({ inputs, options: { only: [field] } })).exitCode).toBe(1)
})
