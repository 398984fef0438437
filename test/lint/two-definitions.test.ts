import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { check } from '../../src/pipeline.ts'

const id = 'api/object-defined-twice'
const job = (image: string): string => `apiVersion: batch/v1
kind: Job
metadata: {name: j, namespace: shop}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: "${image}"}]}}}
`
const settings = (level: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: s, namespace: shop}
data: {level: ${level}}
`
const wins = 'is defined twice: the later definition wins, and the one before it is lost.'
const refused =
  'Job j is defined twice, and spec.template.spec.containers[0].image cannot be changed: where both are applied, the API server refuses the later definition.'
const update = 'The update of Job j is refused: spec.template.spec.containers[0].image stays as it was when the object was created.'

describe('two definitions of one object', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'in two files of a directory: the later counts',
      { 'a.yaml': settings('info'), 'b.yaml': settings('debug') },
      [`b.yaml ConfigMap s ${wins}`],
    ],
    ['that the server does not take for a change', { 'a.yaml': job('x:1'), 'b.yaml': job('x:2') }, [`b.yaml ${refused}`]],
    ['that are the same', { 'a.yaml': job('x:1'), 'b.yaml': job('x:1') }, [`b.yaml Job j ${wins}`]],
    ['in one file are surely applied together', { 'a.yaml': `${job('x:1')}---\n${job('x:2')}` }, [`a.yaml ${refused}`, `a.yaml ${update}`]],
    [
      'in four files of a directory are variants, and one finding',
      { 'a.yaml': settings('a'), 'b.yaml': settings('b'), 'c.yaml': settings('c'), 'd.yaml': settings('d') },
      ['b.yaml 3 files of directory . define objects that others of it define too: the last definition of each wins.'],
    ],
    ['in two directories are two sets', { 'a/j.yaml': job('x:1'), 'b/j.yaml': job('x:2') }, []],
    [
      'are each judged by itself, whatever the other holds',
      { 'a.yaml': job('x:1'), 'b.yaml': job('x:2').replace('Never', 'Always') },
      [`b.yaml ${refused}`, 'b.yaml Job j has no spec.template.spec.restartPolicy: valid values: "OnFailure", "Never".'],
    ],
  ])('%s', async (_, files, expected) => {
    const inputs = Object.entries(files).map(([path, text]) => ({ path, text }))
    const only = [id, 'api/refused-update', 'api/required', 'api/unsupported-value']
    const { diagnostics } = await check({ inputs }, parseOptions({ sets: 'auto', only }, 'check'), rules)
    expect(diagnostics.map(({ span, message }) => `${span.file.path} ${message}`)).toEqual(expected)
  })
})
