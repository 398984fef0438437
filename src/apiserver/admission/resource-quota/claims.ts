import { compareQuantities, parseQuantity, type Quantity, roundUpQuantity } from '../../../k8s/quantity.ts'
import type { QuantityText } from '../../../k8s/types.ts'
import { claimClass } from '../claim-class.ts'
import type { PersistentVolumeClaim } from '../objects.ts'
import { count } from './amounts.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'
import { namesMatch } from './scopes.ts'

const suffix = '.storageclass.storage.k8s.io/'
const own = ['persistentvolumeclaims', 'requests.storage']

/** Mirrors pkg/quota/v1/evaluator/core/persistent_volume_claims.go, v1.36. */
export const claimEvaluator: QuotaEvaluator = {
  handles: () => true,
  tracks: resource =>
    resource === 'count/persistentvolumeclaims' || own.includes(resource) || own.some(name => resource.endsWith(`${suffix}${name}`)),
  matchesScope(scope, object) {
    return scope.scopeName === 'VolumeAttributesClass' && namesMatch(scope, attributesClasses(object as PersistentVolumeClaim))
  },
  usage(object) {
    const claim = object as PersistentVolumeClaim
    const usage = new Map([
      ['persistentvolumeclaims', count(1)],
      ['count/persistentvolumeclaims', count(1)],
    ])
    const storage = storageOf(claim)
    if (storage !== undefined) usage.set('requests.storage', storage)
    const storageClass = claimClass(claim)
    if (storageClass === '') return usage
    usage.set(`${storageClass}${suffix}persistentvolumeclaims`, count(1))
    if (storage !== undefined) usage.set(`${storageClass}${suffix}requests.storage`, storage)
    return usage
  },
  fieldOf(resource) {
    return resource.endsWith('requests.storage') ? ['spec', 'resources', 'requests', 'storage'] : ['metadata', 'name']
  },
}

/** In whole bytes: what is asked for, or what is already given where that is more. */
function storageOf({ spec, status }: PersistentVolumeClaim): Quantity | undefined {
  const asked = wholeBytes(spec?.resources?.requests?.['storage'])
  const given = wholeBytes(status?.allocatedResources?.['storage'])
  return asked !== undefined && given !== undefined && compareQuantities(given, asked) > 0 ? given : asked
}

function wholeBytes(written: QuantityText | undefined): Quantity | undefined {
  if (written === undefined) return undefined
  const quantity = parseQuantity(written)
  return typeof quantity === 'string' ? undefined : roundUpQuantity(quantity, 0)
}

function attributesClasses({ spec, status }: PersistentVolumeClaim): readonly string[] {
  const names = [
    spec?.volumeAttributesClassName,
    status?.currentVolumeAttributesClassName,
    status?.modifyVolumeStatus?.targetVolumeAttributesClassName,
  ]
  return names.flatMap(name => (name ? [name] : []))
}
