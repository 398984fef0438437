import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { isMadeUpLabel } from '../made-up-values.ts'
import { isKey, isLabel, isLabelValue, isLetterLabel } from './names.ts'
import { any, count, entries, hasShape, type Members, type Part, type Shape, shape, struct, text } from './shape.ts'

/** In UTF-16 units, each of which is at most three bytes. */
const maxAnnotations = (256 * 1024) / 3

/** Annotations that the server itself reads, all of which begin so. */
const readPrefixes: readonly string[] = [
  'kubernetes.io/',
  'scheduler.alpha.kubernetes.io/',
  'controller.kubernetes.io/',
  'seccomp.security.',
  'container.seccomp.',
  'container.apparmor.',
  'security.alpha.',
  'service.kubernetes.io/topology-',
  'service.beta.kubernetes.io/load-balancer-source-ranges',
]

function isPlainAnnotation(key: string): boolean {
  if (!isKey(key)) return false
  switch (key.charCodeAt(0)) {
    case 99:
    case 107:
    case 115:
      return !readPrefixes.some(prefix => key.startsWith(prefix))
    default:
      return true
  }
}

function areShort(annotations: Members): boolean {
  let length = 0
  for (const key in annotations) {
    const value = annotations[key]
    length += key.length + (typeof value === 'string' ? value.length : 0)
  }
  return length <= maxAnnotations
}

function areLabelValues(labels: Members): boolean {
  for (const key in labels) {
    const value = labels[key]
    if (typeof value !== 'string' || !(isLabelValue(value) || isMadeUpLabel(key, value))) return false
  }
  return true
}

/** Labels, and nothing else. */
export const labels: Part = entries(isKey, areLabelValues)

/** Annotations that mean nothing to the server. */
export const annotations: Part = entries(isPlainAnnotation, areShort)

/** The metadata of an object whose name is of a form. */
export function metadata(isName: (name: string) => boolean): Shape {
  return shape({ name: text(isName), namespace: text(isLabel), labels, annotations, generation: count }, ['name'])
}

const anywhere = metadata(isLetterLabel)

/** Whether nothing can be wrong with the metadata of an object, whatever its kind: only addresses are named otherwise than by a name. */
export function hasPlainMetadata(object: KubernetesObject, { kind }: ResourceType): boolean {
  return kind !== 'IPAddress' && hasShape(object.metadata, anywhere)
}

/** An object of a kind, with what it has besides its metadata. */
export function object(
  isName: (name: string) => boolean,
  parts: Readonly<Record<string, Part>>,
  required: readonly string[] = [],
  agrees?: (object: Members) => boolean
): (object: KubernetesObject) => boolean {
  const meta = metadata(isName)
  const own = shape({ apiVersion: any, kind: any, status: any, metadata: struct(meta), ...parts }, ['metadata', ...required], agrees)
  return value => hasShape(value, own)
}
