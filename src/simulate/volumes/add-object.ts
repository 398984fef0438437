import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { parseQuantity, type Quantity } from '../../k8s/quantity.ts'
import type { KubernetesObject, QuantityText } from '../../k8s/types.ts'
import type {
  CsiDriverObject,
  CsiNodeObject,
  CsiStorageCapacityObject,
  StorageClassObject,
  VolumeAttachmentObject,
  VolumeObject,
} from './objects.ts'
import { storageClassOf } from './storage-class.ts'
import type { ControllerState } from './sync-volume.ts'
import { volumeOf } from './volume.ts'
import type { VolumeStore } from './volume-store.ts'

type Add = (resource: Resource, object: KubernetesObject, store: VolumeStore, controller: ControllerState) => void

const kinds: ReadonlyMap<string, Add> = new Map<string, Add>([
  ['PersistentVolumeClaim.', addClaim],
  ['PersistentVolume.', addVolume],
  ['StorageClass.storage.k8s.io', addStorageClass],
  ['CSINode.storage.k8s.io', addCsiNode],
  ['CSIDriver.storage.k8s.io', addCsiDriver],
  ['CSIStorageCapacity.storage.k8s.io', addCsiStorageCapacity],
  ['VolumeAttachment.storage.k8s.io', addVolumeAttachment],
])

/** Whether claims and volumes depend on objects of that kind. */
export function isVolumeObject({ kind, group }: Resource['type']): boolean {
  return kinds.has(`${kind}.${group}`)
}

/** Takes in an object as the server keeps it; false where it is of no kind that volumes depend on. */
export function addObject(resource: Resource, object: KubernetesObject, store: VolumeStore, controller: ControllerState): boolean {
  const add = kinds.get(`${resource.type.kind}.${resource.type.group}`)
  add?.(resource, object, store, controller)
  return add !== undefined
}

function addClaim(resource: Resource, object: KubernetesObject, store: VolumeStore, { claims }: ControllerState): void {
  const { namespace, name, role } = resource
  const { uid } = (object.metadata ?? {}) as { readonly uid?: string }
  const there = role === 'cluster' ? { ...(uid !== undefined && { uid }) } : undefined
  const claim = { namespace: namespace ?? '', name: name ?? `${object.metadata?.generateName ?? ''}<suffix>` }
  const key = name === null ? `${claim.namespace}/${claim.name}${resource.order}` : `${claim.namespace}/${claim.name}`
  if (!store.claims.has(key)) claims.add(store.addClaim({ ...claim, key, object, at: new FieldRef(resource) }, there).key)
}

function addVolume(resource: Resource, object: KubernetesObject, store: VolumeStore, { volumes }: ControllerState): void {
  const name = resource.name ?? `${object.metadata?.generateName ?? ''}<suffix>${resource.order}`
  if (store.volumes.has(name)) return
  const identity = { name, order: store.nextOrder(), at: new FieldRef(resource) }
  store.addVolume(volumeOf(object as VolumeObject, identity, resource.role === 'cluster'))
  volumes.add(name)
}

function addStorageClass(resource: Resource, object: KubernetesObject, store: VolumeStore): void {
  const name = resource.name ?? ''
  const added = storageClassOf(name, object as StorageClassObject, new FieldRef(resource))
  store.classes.set(name, added)
  store.changes.push({ type: 'storage-class-added', isDelayed: added.isDelayed })
}

function addCsiNode({ name }: Resource, object: KubernetesObject, store: VolumeStore): void {
  const limits = new Map<string, number>()
  for (const { name: driver = '', allocatable } of (object as CsiNodeObject).spec?.drivers ?? [])
    if (typeof allocatable?.count === 'number') limits.set(driver, allocatable.count)
  store.limits.set(name ?? '', limits)
  store.changes.push({ type: 'csi-node-added' })
}

function addCsiDriver({ name }: Resource, object: KubernetesObject, store: VolumeStore): void {
  if ((object as CsiDriverObject).spec?.storageCapacity === true) store.countedDrivers.add(name ?? '')
}

function addCsiStorageCapacity(_: Resource, object: KubernetesObject, store: VolumeStore): void {
  const { storageClassName = '', maximumVolumeSize, capacity, nodeTopology } = object as CsiStorageCapacityObject
  store.capacities.push({ className: storageClassName, limit: amountOf(maximumVolumeSize ?? capacity), nodes: nodeTopology })
  store.changes.push({ type: 'csi-storage-capacity-added' })
}

function addVolumeAttachment(_: Resource, object: KubernetesObject, store: VolumeStore): void {
  const { attacher = '', nodeName = '', source } = (object as VolumeAttachmentObject).spec ?? {}
  if (attacher === '' || source?.persistentVolumeName === undefined) return
  const list = store.attachments.get(nodeName) ?? []
  store.attachments.set(nodeName, list)
  list.push({ driver: attacher, volume: source.persistentVolumeName })
}

function amountOf(written: QuantityText | undefined): Quantity | undefined {
  const quantity = written === undefined ? 'format' : parseQuantity(written)
  return typeof quantity === 'string' ? undefined : quantity
}
