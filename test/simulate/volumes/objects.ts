import type { Resource, Role } from '../../../src/cluster/resource.ts'
import { Volumes } from '../../../src/simulate/volumes/index.ts'
import type { ClaimSpec, StorageClassObject, VolumeObject } from '../../../src/simulate/volumes/objects.ts'
import type { VolumesOptions } from '../../../src/simulate/volumes/persistent-volume-controller.ts'
import { resource } from '../objects.ts'

type VolumeSpec = NonNullable<VolumeObject['spec']>

/** A claim of 1Gi in namespace shop. */
export function claim(name: string, spec: ClaimSpec = {}, annotations: Readonly<Record<string, string>> = {}): Resource {
  const defaults: ClaimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
  return resource('PersistentVolumeClaim', name, { metadata: { annotations }, spec: { ...defaults, ...spec } })
}

/** A volume of so much on a file server. */
export function volume(name: string, storage: string, spec: VolumeSpec = {}, labels: Readonly<Record<string, string>> = {}): Resource {
  const defaults: VolumeSpec = { accessModes: ['ReadWriteOnce'], nfs: { server: 'nfs', path: '/x' } }
  return resource('PersistentVolume', name, { metadata: { labels }, spec: { ...defaults, capacity: { storage }, ...spec } })
}

/** What makes a volume local to a host. */
export function onHost(hostname: string): Pick<VolumeSpec, 'nodeAffinity'> {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: [hostname] }]
  return { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } }
}

/** A class; without more, of volumes that people make, bound when a pod comes. */
export function storageClass(name: string, fields: Omit<StorageClassObject, 'metadata'> & { readonly isDefault?: true } = {}): Resource {
  const { isDefault, ...rest } = fields
  const annotations = isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {}
  const defaults = { provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer' }
  return resource('StorageClass', name, { metadata: { annotations }, ...defaults, ...rest })
}

/** What a node can take of a driver's volumes. */
export function csiNode(name: string, drivers: Readonly<Record<string, number | undefined>>): Resource {
  const listed = Object.entries(drivers).map(([driver, count]) => ({
    name: driver,
    ...(count !== undefined && { allocatable: { count } }),
  }))
  return resource('CSINode', name, { spec: { drivers: listed } })
}

/** The same object, as it is already there. */
export function present(declared: Resource, fields: object): Resource {
  return { ...declared, object: { ...declared.object, ...fields }, role: 'cluster' satisfies Role }
}

/** Claims and volumes after these have arrived one by one and the controller has looked at all of them again. */
export function settled(declared: readonly Resource[], options: Partial<VolumesOptions> = {}): Volumes {
  const volumes = new Volumes({ world: 'closed', provisioners: 'none', nodeLabels: () => ({}), ...options })
  for (const each of declared) volumes.arrive(each, each.object)
  volumes.resync()
  return volumes
}

/** Which volume each claim has: `data: Bound pv1`. */
export function claimsOf(volumes: Volumes): Record<string, string> {
  return Object.fromEntries(volumes.claimStates().map(({ name, phase, volumeName = '' }) => [name, `${phase} ${volumeName}`.trim()]))
}

/** How each volume stands: `pv1: Bound shop/data`. */
export function volumesOf(volumes: Volumes): Record<string, string> {
  return Object.fromEntries(volumes.volumeStates().map(({ name, phase, claim: of = '' }) => [name, `${phase} ${of}`.trim()]))
}

/** The events of a claim or volume: `Warning ProvisioningFailed: …`, each once. */
export function eventsOf(volumes: Volumes, name: string): readonly string[] {
  const texts = volumes.takeEvents().filter(event => event.name === name)
  return [...new Set(texts.map(({ type, reason, message }) => `${type} ${reason}: ${message}`))]
}
