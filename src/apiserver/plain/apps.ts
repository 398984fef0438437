import { isSize } from './amounts.ts'
import { object } from './metadata.ts'
import { isLabel, isSubdomain } from './names.ts'
import { claimingTemplate, mountsItsVolumes, podTemplate } from './pods.ts'
import { selector, selectsByLabels } from './selectors.ts'
import { any, choice, count, isFilledList, itemsOf, list, type Members, type Part, shape, struct, text, value } from './shape.ts'

const template = podTemplate('Always')
const plainSelector = struct(selector)
const share = value(amount => shareOf(amount) >= 0)

/** A number of pods, or its share of a hundred; NaN where it takes a closer look. */
function shareOf(amount: unknown): number {
  if (typeof amount === 'number') return amount
  return typeof amount === 'string' && /^(?:0|[1-9][0-9]?|100)%$/.test(amount) ? Number(amount.slice(0, -1)) : Number.NaN
}

/** Whether a workload selects its pods by their labels, and nothing else. */
function selectsItsPods(spec: unknown): boolean {
  const { selector, template } = spec as { selector: Members; template: { metadata?: Members } }
  return selector['matchExpressions'] === undefined && selectsByLabels(selector['matchLabels'], template.metadata?.['labels'])
}

const workload = { replicas: count, selector: plainSelector, template, minReadySeconds: count, revisionHistoryLimit: count }
const required = ['selector', 'template']

function strategy(type: string, rollsBy: (update: Members) => boolean): Part {
  const rollingUpdate = struct(shape({ maxUnavailable: share, maxSurge: share }, ['maxUnavailable', 'maxSurge'], rollsBy))
  return struct(shape({ type: choice('RollingUpdate', type), rollingUpdate }, ['type'], isRolling))
}

/** Only what is replaced bit by bit has a way to be so. */
function isRolling({ type, rollingUpdate }: Members): boolean {
  return rollingUpdate === undefined || type === 'RollingUpdate'
}

const deploymentSpec = shape(
  {
    ...workload,
    strategy: strategy('Recreate', ({ maxUnavailable, maxSurge }) => shareOf(maxUnavailable) + shareOf(maxSurge) > 0),
    paused: any,
    progressDeadlineSeconds: count,
  },
  [...required, 'strategy', 'progressDeadlineSeconds'],
  spec => selectsItsPods(spec) && (spec['progressDeadlineSeconds'] as number) > ((spec['minReadySeconds'] ?? 0) as number)
)

/** Whether nothing can be said of a Deployment. */
export const isPlainDeployment = object(isLabel, { spec: struct(deploymentSpec) }, ['spec'])

const daemonSetSpec = shape(
  {
    selector: plainSelector,
    template,
    minReadySeconds: count,
    revisionHistoryLimit: count,
    updateStrategy: strategy('OnDelete', ({ maxUnavailable, maxSurge }) => shareOf(maxUnavailable) > 0 !== shareOf(maxSurge) > 0),
  },
  [...required, 'updateStrategy'],
  selectsItsPods
)

/** Whether nothing can be said of a DaemonSet. */
export const isPlainDaemonSet = object(isLabel, { spec: struct(daemonSetSpec) }, ['spec'])

const requests = struct(shape({ requests: struct(shape({ storage: value(isSize) }, ['storage'])) }, ['requests']))
const claimSpec = shape(
  {
    accessModes: value(modes => isFilledList(modes) && itemsOf(modes).every(mode => accessModes.includes(mode as unknown as string))),
    resources: requests,
    storageClassName: text(isSubdomain),
    volumeMode: choice('Filesystem', 'Block'),
  },
  ['accessModes', 'resources']
)
const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce']
const claim = shape(
  {
    apiVersion: any,
    kind: any,
    status: any,
    metadata: struct(shape({ name: text(isLabel), labels: any, annotations: any }, ['name'])),
    spec: struct(claimSpec),
  },
  ['metadata', 'spec']
)
const retention = choice('Retain', 'Delete')

const statefulSetSpec = shape(
  {
    ...workload,
    template: claimingTemplate,
    serviceName: text(isLabel),
    podManagementPolicy: choice('OrderedReady', 'Parallel'),
    updateStrategy: struct(
      shape({ type: choice('RollingUpdate', 'OnDelete'), rollingUpdate: struct(shape({ partition: count })) }, ['type'], isRolling)
    ),
    persistentVolumeClaimRetentionPolicy: struct(shape({ whenDeleted: retention, whenScaled: retention })),
    volumeClaimTemplates: list(claim),
  },
  [...required, 'updateStrategy'],
  spec => selectsItsPods(spec) && mountsItsClaims(spec)
)

function mountsItsClaims({ template, volumeClaimTemplates }: Members): boolean {
  const claims = itemsOf(volumeClaimTemplates).map(({ metadata }) => (metadata as Members)['name'])
  return new Set(claims).size === claims.length && mountsItsVolumes((template as Members)['spec'], claims)
}

/** Whether nothing can be said of a StatefulSet. */
export const isPlainStatefulSet = object(isLabel, { spec: struct(statefulSetSpec) }, ['spec'])
