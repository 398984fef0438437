import type { Verdict } from '../../apiserver/answer.ts'
import type { KubernetesObject, ObjectMeta } from '../../k8s/types.ts'

/** For each placeholder a text such as Kubernetes makes up, which no object is likely to contain. */
const standIns: readonly (readonly [placeholder: string, standIn: string])[] = [
  ['<hash>', 'zb9xw8vt7s'],
  ['<suffix>', 'z2x4w'],
  ['<uid>', '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'],
]

/** A controller's pod whose metadata the server can judge: what is made up in it looks like what Kubernetes makes up. */
export function withStandIns<T extends KubernetesObject>(pod: T): T {
  return pod.metadata === undefined ? pod : { ...pod, metadata: renamed(pod.metadata, standIn) }
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

function standIn(text: string): string {
  return standIns.reduce((whole, [from, to]) => whole.replaceAll(from, to), text)
}

function placeholder(text: string): string {
  return standIns.reduce((whole, [to, from]) => whole.replaceAll(from, to), text)
}
