import { describe, expect, test } from 'vitest'
import { mergeTolerations } from '../../../src/apiserver/admission/merge-tolerations.ts'
import { pod, refusals, stored } from './admitted.ts'

const runtimeClass = (fields: object = {}) => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'kata' },
  handler: 'kata',
  ...fields,
})
const kata = (spec: object = {}) => pod({ runtimeClassName: 'kata', ...spec })
const rejected = (why: string) => [`pods "p" is forbidden: ${why}`]

describe('a runtime class', () => {
  test('gives its pods overhead, nodes and tolerations', async () => {
    const present = [
      runtimeClass({
        overhead: { podFixed: { cpu: '250m' } },
        scheduling: { nodeSelector: { runtime: 'kata' }, tolerations: [{ key: 'kata', operator: 'Exists' }] },
      }),
    ]
    const { spec } = await stored(kata({ nodeSelector: { disk: 'ssd' } }), present)
    expect([spec?.overhead, spec?.nodeSelector]).toEqual([{ cpu: '250m' }, { disk: 'ssd', runtime: 'kata' }])
    expect(spec?.tolerations?.map(({ key }) => key)).toContain('kata')
  })

  test.each<[string, object, readonly object[], readonly string[]]>([
    ['that is missing', {}, [], rejected('pod rejected: RuntimeClass "kata" not found')],
    [
      'that selects other nodes',
      { nodeSelector: { runtime: 'runc' } },
      [runtimeClass({ scheduling: { nodeSelector: { runtime: 'kata' } } })],
      rejected('conflict: runtimeClass.scheduling.nodeSelector[runtime] = kata; pod.spec.nodeSelector[runtime] = runc'),
    ],
    [
      'without overhead for a pod that has some',
      { overhead: { cpu: '1' } },
      [runtimeClass()],
      rejected('pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'),
    ],
  ])('%s refuses the pod', async (_, spec, present, expected) => {
    expect(await refusals(kata(spec), present)).toEqual(expected)
  })

  test('with the same overhead, written otherwise, takes the pod', async () => {
    expect(await refusals(kata({ overhead: { cpu: '0.25' } }), [runtimeClass({ overhead: { podFixed: { cpu: '250m' } } })])).toEqual([])
  })

  test('that may exist refuses nothing', async () => {
    expect(await refusals(kata(), [], 'open')).toEqual([])
  })
})

describe('tolerations of two lists', () => {
  test.each<[string, object, object, readonly string[]]>([
    ['the wider one wins', { key: 'a', operator: 'Equal', value: 'b' }, { key: 'a', operator: 'Exists' }, ['Exists']],
    ['an empty key stands for all', { operator: 'Exists' }, { key: 'a', operator: 'Exists' }, ['Exists']],
    ['others stay', { key: 'a', operator: 'Exists' }, { key: 'b', operator: 'Equal' }, ['Exists', 'Equal']],
    [
      'a longer time is wider',
      { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 9 },
      { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 },
      ['Exists'],
    ],
  ])('%s', (_, a, b, operators) => {
    expect(mergeTolerations([a], [b]).map(({ operator }) => operator)).toEqual(operators)
  })
})
