import { expect, test } from 'vitest'
import { chosenConfiguration } from '../../src/config/scheduler/configuration.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const head = 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n'
const documents = (...texts: readonly string[]) => texts.flatMap(text => readDocuments(new SourceFile('scheduler.yaml', text)))
const answerTo = (...texts: readonly string[]) => chosenConfiguration([], documents(...texts))

test('a configuration without profiles has the default one', () => {
  expect(answerTo(head)).toMatchObject({ configuration: { profiles: [{ schedulerName: 'default-scheduler' }] } })
})

test.each([
  ['profiles: [{plugins: {scores: {}}}]', '3:23: profiles[0].plugins.scores: unknown field, did you mean "score"?'],
  ['profiles: [{schedulerName: 1}]', '3:28: profiles[0].schedulerName: Invalid value: 1: must be a text'],
  ['profiles: [null]', '3:12: profiles[0]: Invalid value: null: must be a value'],
  ['profiles: [{schedulerName: a}, {schedulerName: a}]', '3:48: profiles[1].schedulerName: Duplicate value: "a"'],
  ['profiles: [{schedulerName: a}, {}]', '3:32: profiles[1].schedulerName: Required value'],
  ['percentageOfNodesToScore: 101', '3:27: percentageOfNodesToScore: Invalid value: 101: not in valid range [0-100]'],
  [
    'profiles: [{pluginConfig: [{name: InterPodAffinity, args: {hardPodAffinityWeight: 101}}]}]',
    '3:83: profiles[0].pluginConfig[0].args.hardPodAffinityWeight: Invalid value: 101: not in valid range [0-100]',
  ],
  [
    'profiles: [{pluginConfig: [{name: PodTopologySpread, args: {defaultConstraints: [{maxSkew: 1}]}}]}]',
    '3:61: profiles[0].pluginConfig[0].args.defaultConstraints: Invalid value: when .defaultingType is "System", .defaultConstraints must be empty',
  ],
  [
    'profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: Best}}}]}]',
    '3:84: profiles[0].pluginConfig[0].args.scoringStrategy.type: Unsupported value: "Best": supported values: "LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"',
  ],
])('%s is refused', (text, mistake) => {
  expect(answerTo(`${head}${text}\n`)).toEqual({ file: 'scheduler.yaml', mistakes: [mistake] })
})

test('of several configurations of the input none counts, of the cluster’s the last', () => {
  const [a, b] = ['a', 'b'].map(name => `${head}profiles: [{schedulerName: ${name}}]\n`) as [string, string]
  expect(answerTo(a, b)).toBeUndefined()
  expect(chosenConfiguration(documents(a, b), documents(a))).toMatchObject({ configuration: { profiles: [{ schedulerName: 'b' }] } })
})

test('other files, and versions that kube-scheduler does not read, do not count', () => {
  expect(answerTo('apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n')).toBeUndefined()
  expect(answerTo(head.replace('/v1', '/v1beta1'))).toBeUndefined()
})
