import {
  asWritten,
  type Context,
  FieldRef,
  type FixProposal,
  type LabelSelector,
  matchesLabelSelector,
  type Resource,
  resourceTitle,
  valueAt,
  writtenValue,
} from '../../kit.ts'

type Labels = Readonly<Record<string, string>>

/** How to make the selector of a workload and the labels of its template agree: the side that others select by stays. */
export function agreement(
  resource: Resource,
  { cluster }: Context<string>
): { readonly help: string; readonly fixes: readonly FixProposal[] } | undefined {
  const selector = labelsAt(resource, ['spec', 'selector', 'matchLabels'])
  const labels = labelsAt(resource, ['spec', 'template', 'metadata', 'labels'])
  const keys = Object.keys(selector).filter(key => selector[key] !== labels[key])
  if (keys.length === 0 || keys.some(key => !Object.hasOwn(labels, key))) return undefined
  const meant = { ...labels, ...Object.fromEntries(keys.map(key => [key, selector[key]!])) }
  const users = usersOf(resource, cluster)
  const byLabels = users.filter(user => user.selects(labels) && !user.selects(meant))
  const bySelector = users.filter(user => user.selects(meant) && !user.selects(labels))
  const inLabels = written(resource, ['spec', 'template', 'metadata', 'labels'], keys, selector, 'the labels of the template')
  const inSelector = written(resource, ['spec', 'selector', 'matchLabels'], keys, labels, 'the selector')
  const [user] = byLabels.length > 0 ? byLabels : bySelector
  if (user === undefined || (byLabels.length > 0 && bySelector.length > 0))
    return { help: `${inLabels.title}, or ${lowerFirst(inSelector.title)}.`, fixes: [inLabels, inSelector] }
  const fix = byLabels.length > 0 ? inSelector : inLabels
  return { help: `${fix.title}, as ${resourceTitle(user.resource)} selects the pods.`, fixes: [fix] }
}

function written(resource: Resource, path: readonly string[], keys: readonly string[], values: Labels, place: string): FixProposal {
  return {
    title: `Write ${keys.map(key => `${key}: ${values[key]}`).join(' and ')} in ${place}`,
    safe: false,
    edits: keys.map(key => ({
      at: new FieldRef(resource, [...path, key]),
      text: asWritten(values[key]!, resource.document),
    })),
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The objects of its namespace that select pods by label. */
function usersOf({ namespace }: Resource, cluster: Context<string>['cluster']) {
  const own = (group: string, kind: string) => cluster.ofKind(group, kind).filter(one => one.namespace === namespace)
  const services = own('', 'Service').map(resource => {
    const wanted = Object.entries(labelsAt(resource, ['spec', 'selector']))
    return { resource, selects: (labels: Labels) => wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value) }
  })
  const budgets = own('policy', 'PodDisruptionBudget').map(resource => selecting(resource, ['spec', 'selector']))
  const policies = own('networking.k8s.io', 'NetworkPolicy').map(resource => selecting(resource, ['spec', 'podSelector']))
  return [...services, ...budgets, ...policies]
}

function selecting(resource: Resource, path: readonly string[]) {
  const selector = valueAt(resource.object, path) as LabelSelector | undefined
  return { resource, selects: (labels: Labels) => selector !== undefined && matchesLabelSelector(selector, labels) }
}

/** The labels as they are written, or none where something else is. */
function labelsAt(resource: Resource, path: readonly string[]): Labels {
  const value = writtenValue(resource, path)
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
