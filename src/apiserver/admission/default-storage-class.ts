import { labelOf } from '../../k8s/label-selector.ts'
import { defaultClass } from './default-class.ts'
import type { PersistentVolumeClaim } from './objects.ts'
import type { AdmissionPlugin } from './plugin.ts'

const annotations = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

/** Gives a claim that names no class the default one. Mirrors plugin/pkg/admission/storage/storageclass/setdefault/admission.go, v1.36. */
export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  admit({ object, operation }, { view }) {
    const { spec = {}, metadata } = object as PersistentVolumeClaim
    if (operation !== 'create' || (spec.storageClassName ?? undefined) !== undefined) return { object }
    if (labelOf(metadata?.annotations, 'volume.beta.kubernetes.io/storage-class') !== undefined) return { object }
    const storageClassName = defaultClass(view.list('storage.k8s.io', 'StorageClass'), annotations)
    return storageClassName === undefined ? { object } : { object: { ...object, spec: { ...spec, storageClassName } } }
  },
}
