import type { PodSpec, Volume } from '../../k8s/types.ts'
import { isAtLeast, type KubernetesVersion } from '../../k8s/version.ts'
import type { Claim, VolumeStore } from '../volumes/index.ts'

/** Volumes by their own names, with the driver that attaches them. */
export type CsiVolumes = Map<string, string>

/** A volume source that a CSI driver serves, and the field that says which volume it is. */
interface Migrated {
  readonly source: string
  readonly provisioner: string
  readonly driver: string
  readonly id: string
}

/** Mirrors nodevolumelimits isCSIMigrationOn and csi-translation-lib, v1.36; before, a CSINode had to say so in an annotation. */
const migrated: readonly Migrated[] = [
  { source: 'awsElasticBlockStore', provisioner: 'kubernetes.io/aws-ebs', driver: 'ebs.csi.aws.com', id: 'volumeID' },
  { source: 'gcePersistentDisk', provisioner: 'kubernetes.io/gce-pd', driver: 'pd.csi.storage.gke.io', id: 'pdName' },
  { source: 'azureDisk', provisioner: 'kubernetes.io/azure-disk', driver: 'disk.csi.azure.com', id: 'diskURI' },
  { source: 'cinder', provisioner: 'kubernetes.io/cinder', driver: 'cinder.csi.openstack.org', id: 'volumeID' },
  { source: 'portworxVolume', provisioner: 'kubernetes.io/portworx-volume', driver: 'pxd.portworx.com', id: 'volumeID' },
]
const migratedSince = 36

/** Adds the volume of a claim; what is not made yet counts for its class's provisioner. Mirrors getCSIDriverInfo, v1.36. */
export function addVolumeOf(claim: Claim, store: VolumeStore, version: KubernetesVersion, into: CsiVolumes): void {
  const volume = store.volumes.get(claim.volumeName)
  if (volume === undefined) {
    const driver = driverOf(claim, store, version)
    if (driver !== undefined) into.set(`${driver}/#${claim.key}`, driver)
    return
  }
  const { csi, at } = volume
  if (csi === undefined) addMigrated((at?.resource.object as { readonly spec?: object } | undefined)?.spec ?? {}, version, into)
  else if (csi.driver !== '' && csi.handle !== '') into.set(`${csi.driver}/${csi.handle}`, csi.driver)
}

/** Adds the volumes that a pod writes out itself. Mirrors checkAttachableInlineVolume, v1.36. */
export function addInlineVolumes({ volumes = [] }: PodSpec, version: KubernetesVersion, into: CsiVolumes): void {
  for (const volume of volumes) addMigrated(volume, version, into)
}

/** Whether a pod writes out volumes that CSI drivers serve. */
export function hasInlineVolumes({ volumes = [] }: PodSpec): boolean {
  return volumes.some(volume => migrated.some(({ source }) => (volume as SourceFields)[source] !== undefined))
}

/** The driver of the volume of a claim, or of that which is to be made for it. */
export function driverOf(claim: Claim, store: VolumeStore, version: KubernetesVersion): string | undefined {
  const provisioner = store.classOf(claim)?.provisioner ?? ''
  if (!provisioner.startsWith('kubernetes.io/')) return store.volumes.get(claim.volumeName)?.csi?.driver ?? (provisioner || undefined)
  const known = isAtLeast(version, migratedSince) ? migrated.find(each => each.provisioner === provisioner) : undefined
  return store.volumes.get(claim.volumeName)?.csi?.driver ?? known?.driver
}

type SourceFields = Volume & Readonly<Record<string, unknown>>

function addMigrated(written: object, version: KubernetesVersion, into: CsiVolumes): void {
  if (!isAtLeast(version, migratedSince)) return
  for (const { source, driver, id } of migrated) {
    const fields = (written as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[source]
    const handle = fields?.[id]
    if (typeof handle === 'string' && handle !== '') into.set(`${driver}/${handle}`, driver)
  }
}
