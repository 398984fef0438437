import { goQuote } from '../../../k8s/go-quote.ts'
import { quantityMilliValue } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { quantityOf } from '../../validation/core/resource-requirements.ts'
import { Field } from '../../validation/field.ts'

const classAnnotation = 'volume.beta.kubernetes.io/storage-class'

/** Mirrors pkg/api/persistentvolumeclaim/util.go GetWarningsForPersistentVolumeClaim, v1.36. */
export function claimWarnings(object: KubernetesObject): readonly ServerWarning[] {
  const claim = Field.root(object)
  const annotation = claim.at('metadata.annotations').entry(classAnnotation)
  const words = 'deprecated since v1.8; use "storageClassName" attribute instead'
  return [
    ...(annotation.absent ? [] : [{ message: `${annotation.name}: ${words}`, path: annotation.path }]),
    ...claimSpecWarnings(claim.child('spec')),
  ]
}

/** Amounts of storage that are no whole number of bytes. Mirrors GetWarningsForPersistentVolumeClaimSpec. */
export function claimSpecWarnings(spec: Field): readonly ServerWarning[] {
  return ['requests', 'limits'].flatMap(list => {
    const storage = spec.at(`resources.${list}`).entry('storage')
    const quantity = quantityOf(storage)
    if (quantity === undefined || inInt64(quantityMilliValue(quantity)) % 1000n === 0n) return []
    const words = `fractional byte value ${goQuote(formatQuantity(quantity))} is invalid, must be an integer`
    return [{ message: `${storage.name}: ${words}`, path: storage.path }]
  })
}

function inInt64(value: bigint): bigint {
  const most = (1n << 63n) - 1n
  return value > most ? most : value
}
