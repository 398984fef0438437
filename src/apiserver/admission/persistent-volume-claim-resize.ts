import { compareQuantities, parseQuantity, type Quantity, zeroQuantity } from '../../k8s/quantity.ts'
import { forbidden } from '../status.ts'
import type { AdmissionView } from './admission-view.ts'
import { claimClass } from './claim-class.ts'
import type { PersistentVolumeClaim, StorageClass } from './objects.ts'
import type { AdmissionPlugin } from './plugin.ts'

/** Lets a claim grow only where its volume can. Mirrors plugin/pkg/admission/storage/persistentvolume/resize/admission.go, v1.36. */
export const persistentVolumeClaimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate(request, { view }) {
    const claim = request.object as PersistentVolumeClaim
    const before = request.old as PersistentVolumeClaim | undefined
    if (before === undefined || compareQuantities(size(claim), size(before)) <= 0) return undefined
    const at = ['spec', 'resources', 'requests', 'storage']
    if (before.status?.phase !== 'Bound')
      return view.world === 'open' ? undefined : forbidden(request, 'Only bound persistent volume claims can be expanded', at)
    if (mayGrow(claim, before, view)) return undefined
    const why = 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize'
    return forbidden(request, why, at)
  },
}

function mayGrow(claim: PersistentVolumeClaim, before: PersistentVolumeClaim, view: AdmissionView): boolean {
  const name = claimClass(claim)
  if (name === '' || name !== claimClass(before)) return false
  const found = view.find('storage.k8s.io', 'StorageClass', null, name) as StorageClass | undefined
  return found === undefined ? view.world === 'open' : found.allowVolumeExpansion === true
}

function size({ spec }: PersistentVolumeClaim): Quantity {
  const quantity = parseQuantity(spec?.resources?.requests?.['storage'] ?? '0')
  return typeof quantity === 'string' ? zeroQuantity : quantity
}
