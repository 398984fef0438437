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
    '3:54: profiles[0].pluginConfig[0].args.defaultingType: Invalid value: "System": when .defaultConstraints are not empty',
  ],
  [
    'profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: Best}}}]}]',
    '3:84: profiles[0].pluginConfig[0].args.scoringStrategy.type: Unsupported value: "Best": supported values: "LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"',
  ],
  [
    'profiles: [{plugins: {filter: {enabled: [{name: ImageLocality}]}}}]',
    '3:49: profiles[0].plugins.filter.enabled[0].name: plugin "ImageLocality" does not extend FilterPlugin plugin',
  ],
  [
    'profiles: [{plugins: {multiPoint: {disabled: [{name: DefaultBinder}]}}}]',
    '3:12: profiles[0]: at least one bind plugin is needed for profile with scheduler name "default-scheduler"',
  ],
  [
    'profiles: [{plugins: {queueSort: {disabled: [{name: PrioritySort}]}}}]',
    '3:12: profiles[0]: only one queue sort plugin required for profile with scheduler name "default-scheduler", but got 0',
  ],
  [
    'profiles: [{schedulerName: a}, {schedulerName: b, plugins: {queueSort: {enabled: [{name: PrioritySort}]}}}]',
    '3:61: profiles[1].plugins.queueSort: Invalid value: {"enabled":[{"name":"PrioritySort"}]}: must be the same for all profiles',
  ],
  ['parallelism: 0', '3:14: parallelism: Invalid value: 0: should be an integer value greater than zero'],
  ['podInitialBackoffSeconds: 0', '3:27: podInitialBackoffSeconds: Invalid value: 0: must be greater than 0'],
  [
    'podInitialBackoffSeconds: 20',
    '1:1: podMaxBackoffSeconds: Invalid value: 10: must be greater than or equal to PodInitialBackoffSeconds',
  ],
  [
    'profiles: [{pluginConfig: [{name: DefaultPreemption, args: {minCandidateNodesPercentage: 101}}]}]',
    '3:90: profiles[0].pluginConfig[0].args.minCandidateNodesPercentage: Invalid value: 101: not in valid range [0, 100]',
  ],
  [
    'profiles: [{pluginConfig: [{name: VolumeBinding, args: {shape: []}}]}]',
    '3:57: profiles[0].pluginConfig[0].args.shape: Invalid value: []: unexpected field `shape`, remove it or turn on the feature gate StorageCapacityScoring',
  ],
  [
    'profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: RequestedToCapacityRatio}}}]}]',
    '3:60: profiles[0].pluginConfig[0].args.scoringStrategy.requestedToCapacityRatio: Required value: must be specified when type is RequestedToCapacityRatio',
  ],
  [
    'profiles: [{pluginConfig: [{name: NodeResourcesBalancedAllocation, args: {resources: [{name: cpu}, {name: cpu}]}}]}]',
    '3:107: profiles[0].pluginConfig[0].args.resources[1].name: Duplicate value: "cpu"',
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
