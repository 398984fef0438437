import type {
  DefaultPreemptionArgs,
  InterPodAffinityArgs,
  NodeAffinityArgs,
  NodeResourcesBalancedAllocationArgs,
  NodeResourcesFitArgs,
  PodTopologySpreadArgs,
  ResourceWeight,
  UtilizationPoint,
} from '../../k8s/scheduler-configuration.ts'
import type { Path } from '../../source/path.ts'
import type { Mistake } from './shape.ts'

interface VolumeBindingArgs {
  readonly bindTimeoutSeconds?: number
  readonly shape?: readonly UtilizationPoint[]
}

/** What kube-scheduler objects to in the arguments of a plugin, whose fields are of the right types. Mirrors pkg/scheduler/apis/config/validation/validation_pluginargs.go, v1.36. */
export function argumentMistakes(plugin: string, args: unknown, path: Path): readonly Mistake[] {
  switch (plugin) {
    case 'InterPodAffinity': {
      const { hardPodAffinityWeight = 1 } = args as InterPodAffinityArgs
      return inRange(hardPodAffinityWeight, 0, 100, '[0-100]', [...path, 'hardPodAffinityWeight'])
    }
    case 'NodeResourcesFit':
      return ofFit(args as NodeResourcesFitArgs, path)
    case 'NodeResourcesBalancedAllocation':
      return ofBalance(args as NodeResourcesBalancedAllocationArgs, path)
    case 'PodTopologySpread':
      return ofSpread(args as PodTopologySpreadArgs, path)
    case 'NodeAffinity':
      return ofAffinity(args as NodeAffinityArgs, path)
    case 'DefaultPreemption': {
      const { minCandidateNodesPercentage: share = 10, minCandidateNodesAbsolute: count = 100 } = args as DefaultPreemptionArgs
      const isNone = share === 0 && count === 0
      const [shareAt, countAt] = ['minCandidateNodesPercentage', 'minCandidateNodesAbsolute']
      return [
        ...inRange(share, 0, 100, '[0, 100]', [...path, shareAt]),
        ...(count < 0 ? [invalid(count, 'not in valid range [0, inf)', [...path, countAt])] : []),
        ...(isNone ? [invalid(share, `cannot be zero at the same time as ${countAt}`, [...path, shareAt])] : []),
        ...(isNone ? [invalid(count, `cannot be zero at the same time as ${shareAt}`, [...path, countAt])] : []),
      ]
    }
    case 'VolumeBinding': {
      const { bindTimeoutSeconds = 0, shape } = args as VolumeBindingArgs
      const ofTimeout = 'invalid BindTimeoutSeconds, should not be a negative value'
      const ofShape = 'unexpected field `shape`, remove it or turn on the feature gate StorageCapacityScoring'
      return [
        ...(bindTimeoutSeconds < 0 ? [invalid(bindTimeoutSeconds, ofTimeout, [...path, 'bindTimeoutSeconds'])] : []),
        ...(shape === undefined || shape === null ? [] : [invalid(shape, ofShape, [...path, 'shape'])]),
      ]
    }
    default:
      return []
  }
}

const strategies = ['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio']

function ofFit({ scoringStrategy, ignoredResourceGroups = [] }: NodeResourcesFitArgs, path: Path): readonly Mistake[] {
  const groups = ignoredResourceGroups.flatMap((group, index) =>
    group.includes('/') ? [invalid(group, "resource group name can't contain '/'", [...path, 'ignoredResourceGroups', index])] : []
  )
  if (scoringStrategy === undefined || scoringStrategy === null) return groups
  const at = [...path, 'scoringStrategy']
  const { type = 'LeastAllocated', resources, requestedToCapacityRatio } = scoringStrategy
  return [
    ...groups,
    ...(strategies.includes(type) ? [] : [unsupported(type, strategies, [...at, 'type'])]),
    ...ofWeights(resources, [...at, 'resources']),
    ...ofRatio(type, requestedToCapacityRatio, [...at, 'requestedToCapacityRatio']),
  ]
}

type Ratio = NonNullable<NodeResourcesFitArgs['scoringStrategy']>['requestedToCapacityRatio']

function ofRatio(type: string, ratio: Ratio, path: Path): readonly Mistake[] {
  const isThere = ratio !== undefined && ratio !== null
  if (type !== 'RequestedToCapacityRatio')
    return isThere ? [{ path, message: 'Forbidden: must be nil when type is not RequestedToCapacityRatio' }] : []
  if (!isThere) return [{ path, message: 'Required value: must be specified when type is RequestedToCapacityRatio' }]
  return ofShape(ratio.shape ?? [], [...path, 'shape'])
}

function ofShape(shape: readonly UtilizationPoint[], path: Path): readonly Mistake[] {
  if (shape.length === 0) return [{ path, message: 'Required value: at least one point must be specified' }]
  const unsorted = shape.findIndex(({ utilization = 0 }, index) => index > 0 && (shape[index - 1]!.utilization ?? 0) >= utilization)
  return [
    ...(unsorted === -1
      ? []
      : [invalid(shape[unsorted]!.utilization, 'values must be sorted in increasing order', [...path, unsorted, 'utilization'])]),
    ...shape.flatMap(({ utilization = 0, score = 0 }, index) => [
      ...inRange(utilization, 0, 100, '[0, 100]', [...path, index, 'utilization']),
      ...inRange(score, 0, 10, '[0, 10]', [...path, index, 'score']),
    ]),
  ]
}

function ofWeights(resources: readonly ResourceWeight[] | undefined, path: Path): readonly Mistake[] {
  return (resources ?? []).flatMap(({ name, weight = 1 }, index) =>
    weight >= 0 && weight <= 100
      ? []
      : [invalid(weight, `resource weight of ${name} not in valid range (0, 100]`, [...path, index, 'weight'])]
  )
}

function ofBalance({ resources }: NodeResourcesBalancedAllocationArgs, path: Path): readonly Mistake[] {
  const names = (resources ?? []).map(({ name }) => name)
  return (resources ?? []).flatMap(({ name, weight = 1 }, index) => [
    ...(names.indexOf(name) < index
      ? [{ path: [...path, 'resources', index, 'name'], message: `Duplicate value: ${JSON.stringify(name)}` }]
      : []),
    ...(weight === 1 || weight === 0 ? [] : [invalid(weight, 'must be 1', [...path, 'resources', index, 'weight'])]),
  ])
}

const actions = ['DoNotSchedule', 'ScheduleAnyway']

function ofSpread({ defaultConstraints, defaultingType = 'System' }: PodTopologySpreadArgs, path: Path): readonly Mistake[] {
  const at = [...path, 'defaultConstraints']
  const constraints = defaultConstraints ?? []
  if (!['System', 'List'].includes(defaultingType)) return [unsupported(defaultingType, ['System', 'List'], [...path, 'defaultingType'])]
  if (defaultingType === 'System' && constraints.length > 0)
    return [invalid(defaultingType, 'when .defaultConstraints are not empty', [...path, 'defaultingType'])]
  return constraints.flatMap(({ maxSkew = 0, topologyKey = '', whenUnsatisfiable = '', labelSelector }, index) => [
    ...(maxSkew <= 0 ? [invalid(maxSkew, 'not in valid range (0, inf)', [...at, index, 'maxSkew'])] : []),
    ...(topologyKey === '' ? [{ path: [...at, index, 'topologyKey'], message: 'Required value: can not be empty' }] : []),
    ...ofAction(whenUnsatisfiable, [...at, index, 'whenUnsatisfiable']),
    ...ofRepetition(constraints, index, [...at, index]),
    ...(labelSelector === undefined || labelSelector === null
      ? []
      : [
          {
            path: [...at, index, 'labelSelector'],
            message: 'Forbidden: constraint must not define a selector, as they deduced for each pod',
          },
        ]),
  ])
}

function ofAction(action: string, path: Path): readonly Mistake[] {
  if (action === '') return [{ path, message: 'Required value: can not be empty' }]
  return actions.includes(action) ? [] : [unsupported(action, actions, path)]
}

function ofRepetition(
  constraints: NonNullable<PodTopologySpreadArgs['defaultConstraints']>,
  index: number,
  path: Path
): readonly Mistake[] {
  const { topologyKey, whenUnsatisfiable } = constraints[index]!
  const isRepeated = constraints
    .slice(0, index)
    .some(other => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable)
  return isRepeated ? [{ path, message: `Duplicate value: "{${topologyKey ?? ''}, ${whenUnsatisfiable ?? ''}}"` }] : []
}

function ofAffinity({ addedAffinity }: NodeAffinityArgs, path: Path): readonly Mistake[] {
  const required = addedAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  const isEmpty = required !== undefined && required !== null && (required.nodeSelectorTerms ?? []).length === 0
  const at = [...path, 'addedAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms']
  return isEmpty ? [{ path: at, message: 'Required value: must have at least one node selector term' }] : []
}

/** A number out of its range. */
export function inRange(value: number, least: number, most: number, range: string, path: Path): readonly Mistake[] {
  return value >= least && value <= most ? [] : [invalid(value, `not in valid range ${range}`, path)]
}

/** A value that is not allowed. */
export function invalid(value: unknown, why: string, path: Path): Mistake {
  return { path, message: `Invalid value: ${JSON.stringify(value)}: ${why}` }
}

function unsupported(value: string, allowed: readonly string[], path: Path): Mistake {
  const names = allowed.map(name => `"${name}"`).join(', ')
  return { path, message: `Unsupported value: "${value}": supported values: ${names}` }
}
