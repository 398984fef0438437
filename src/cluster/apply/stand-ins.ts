import type { Verdict } from '../../apiserver/answer.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { KubernetesObject, ObjectMeta } from '../../k8s/types.ts'

/** For each placeholder a text such as Kubernetes makes up, which no object is likely to contain. */
const standIns: readonly (readonly [placeholder: string, standIn: string])[] = [
  ['<hash>', 'zb9xw8vt7s'],
  ['<suffix>', 'z2x4w'],
  ['<uid>', '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'],
]

/** A controller's pod or ReplicaSet whose metadata the server can judge: what is made up in it looks like what Kubernetes makes up. */
export function withStandIns<T extends KubernetesObject>(pod: T): T {
  if (pod.metadata === undefined) return pod
  const metadata = renamed(pod.metadata, standIn)
  return pod.kind === 'ReplicaSet' ? { ...pod, metadata, spec: withStandInLabels(pod.spec) } : { ...pod, metadata }
}

/** The verdict with the placeholders again, in messages and in the pod. */
export function withPlaceholders({ objections, warnings, stored }: Verdict): Verdict {
  return {
    objections: objections.map(objection => ({
      ...objection,
      message: placeholder(objection.message),
      errors: objection.errors.map(error => ({ ...error, message: placeholder(error.message) })),
    })),
    warnings: warnings.map(warning => ({ ...warning, message: placeholder(warning.message) })),
    stored: stored.metadata === undefined ? stored : { ...stored, metadata: renamed(stored.metadata, placeholder) },
  }
}

function renamed(metadata: ObjectMeta, rename: (text: string) => string): ObjectMeta {
  const { name, generateName, labels, ownerReferences } = metadata
  return {
    ...metadata,
    ...(name === undefined ? {} : { name: rename(name) }),
    ...(generateName === undefined ? {} : { generateName: rename(generateName) }),
    ...(labels === undefined ? {} : { labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, rename(value)])) }),
    ...(ownerReferences === undefined
      ? {}
      : { ownerReferences: ownerReferences.map(owner => (owner.name === undefined ? owner : { ...owner, name: rename(owner.name) })) }),
  }
}

/** The spec of a ReplicaSet: the label that tells its pods from others' stands in its selector and its template. */
function withStandInLabels(spec: unknown): unknown {
  const selector = valueAt(spec, ['selector'])
  const template = valueAt(spec, ['template'])
  const matchLabels = renamedLabels(valueAt(selector, ['matchLabels']))
  const labels = renamedLabels(valueAt(template, ['metadata', 'labels']))
  return Object.assign({}, spec, {
    selector: Object.assign({}, selector, { matchLabels }),
    template: Object.assign({}, template, { metadata: Object.assign({}, valueAt(template, ['metadata']), { labels }) }),
  })
}

function renamedLabels(labels: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(labels ?? {}).map(([key, value]) => [key, standIn(String(value))]))
}

function standIn(text: string): string {
  return standIns.reduce((whole, [from, to]) => whole.replaceAll(from, to), text)
}

function placeholder(text: string): string {
  return standIns.reduce((whole, [to, from]) => whole.replaceAll(from, to), text)
}
