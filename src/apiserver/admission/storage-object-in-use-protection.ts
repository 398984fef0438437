import type { AdmittedMeta } from './objects.ts'
import type { AdmissionPlugin } from './plugin.ts'

/** By kind. Mirrors pkg/volume/util/finalizer.go, v1.36. */
const finalizers: ReadonlyMap<string, string> = new Map([
  ['PersistentVolumeClaim', 'kubernetes.io/pvc-protection'],
  ['PersistentVolume', 'kubernetes.io/pv-protection'],
  ['VolumeAttributesClass', 'kubernetes.io/vac-protection'],
])
/** The first minor in which classes of volume attributes are on by default. */
const classesSince = 34

/** Keeps storage that is in use from being deleted. Mirrors plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go, v1.36. */
export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  admit({ object, operation, type }, { version }) {
    const finalizer = finalizers.get(type.kind)
    const metadata: AdmittedMeta = object.metadata ?? {}
    const present = metadata.finalizers ?? []
    if (operation !== 'create' || finalizer === undefined || present.includes(finalizer)) return { object }
    if (type.kind === 'VolumeAttributesClass' && version.minor < classesSince) return { object }
    const protectedMeta: AdmittedMeta = { ...metadata, finalizers: [...present, finalizer] }
    return { object: { ...object, metadata: protectedMeta } }
  },
}
