import { isKey, isLabelValue } from './names.ts'
import { selector } from './selectors.ts'
import { choice, count, entries, isFilledList, list, type Members, number, type Part, shape, struct, text, texts } from './shape.ts'

/** What all labels of nodes begin with that are on their way out. */
const oldPrefixes: readonly string[] = [
  'beta.kubernetes.io/',
  'failure-domain.',
  'app.kubernetes.io/created-by',
  'scheduler.alpha.',
  'node-role.kubernetes.io/master',
]

function isNodeLabel(key: string): boolean {
  return isKey(key) && !oldPrefixes.some(prefix => key.startsWith(prefix))
}

/** The labels of nodes that a pod asks for. */
export const nodeSelector: Part = entries(isNodeLabel, areValues)

function areValues(labels: Members): boolean {
  for (const key in labels) if (typeof labels[key] !== 'string' || !isLabelValue(labels[key])) return false
  return true
}

const term = shape({ labelSelector: struct(selector), topologyKey: text(isKey) }, ['labelSelector', 'topologyKey'])
const weight = number(1, 100)
const weighted = shape({ weight, podAffinityTerm: struct(term) }, ['weight', 'podAffinityTerm'])
const podTerms = struct(
  shape({
    requiredDuringSchedulingIgnoredDuringExecution: list(term),
    preferredDuringSchedulingIgnoredDuringExecution: list(weighted),
  })
)

const expression = shape(
  { key: text(isNodeLabel), operator: choice('In', 'NotIn', 'Exists', 'DoesNotExist'), values: texts(isLabelValue) },
  ['key', 'operator'],
  ({ operator, values }) => (operator === 'In' || operator === 'NotIn') === isFilledList(values)
)
const nodeTerm = shape({ matchExpressions: list(expression) })
const nodeTerms = struct(
  shape({
    requiredDuringSchedulingIgnoredDuringExecution: struct(
      shape({ nodeSelectorTerms: list(nodeTerm) }, [], ({ nodeSelectorTerms }) => isFilledList(nodeSelectorTerms))
    ),
    preferredDuringSchedulingIgnoredDuringExecution: list(shape({ weight, preference: struct(nodeTerm) }, ['weight', 'preference'])),
  })
)

/** Near which pods and on which nodes a pod wants to be. */
export const affinity: Part = struct(shape({ podAffinity: podTerms, podAntiAffinity: podTerms, nodeAffinity: nodeTerms }))

const constraint = shape(
  {
    maxSkew: number(1),
    topologyKey: text(isNodeLabel),
    whenUnsatisfiable: choice('DoNotSchedule', 'ScheduleAnyway'),
    labelSelector: struct(selector),
  },
  ['maxSkew', 'topologyKey', 'whenUnsatisfiable', 'labelSelector']
)

/** How evenly pods are spread. */
export const topologySpreadConstraints: Part = list(constraint)

const toleration = shape(
  {
    key: text(isKey),
    operator: choice('Equal', 'Exists'),
    value: text(isLabelValue),
    effect: choice('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    tolerationSeconds: count,
  },
  [],
  ({ key, operator, value = '', effect, tolerationSeconds }) =>
    (operator === 'Exists' ? value === '' : key !== undefined) && (tolerationSeconds === undefined || effect === 'NoExecute')
)

/** The taints that a pod stands. */
export const tolerations: Part = list(toleration)
