import { labelOf } from '../../k8s/label-selector.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { AdmittedMeta } from './objects.ts'

/**
 * The class that one of these annotations makes the default: the newest, of equally old ones the first by name.
 * One without a time is made by the input, after all that have one. Mirrors pkg/volume/util/storageclass.go GetDefaultClass, v1.36.
 */
export function defaultClass(classes: readonly KubernetesObject[], annotations: readonly string[]): string | undefined {
  let best: AdmittedMeta | undefined
  for (const { metadata = {} } of classes) {
    if (!annotations.some(annotation => labelOf(metadata.annotations, annotation) === 'true')) continue
    if (best === undefined || isPreferred(metadata, best)) best = metadata
  }
  return best?.name
}

function isPreferred(a: AdmittedMeta, b: AdmittedMeta): boolean {
  const [madeA = '', madeB = ''] = [a.creationTimestamp, b.creationTimestamp]
  if (madeA === madeB) return (a.name ?? '') < (b.name ?? '')
  return madeA === '' || (madeB !== '' && madeA > madeB)
}
