import { labelOf } from '../../k8s/label-selector.ts'
import type { NodeSelectorTerm } from '../../k8s/types.ts'
import { type Claim, classOf } from './claim.ts'
import type { StorageClass } from './storage-class.ts'
import type { ControllerState } from './sync-volume.ts'

const zoneLabel = 'topology.kubernetes.io/zone'
const builtIn = 'kubernetes.io/'

/** In-tree provisioners whose work a CSI driver does. Mirrors csi-translation-lib, v1.36. */
const csiDrivers: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/aws-ebs', 'ebs.csi.aws.com'],
  ['kubernetes.io/gce-pd', 'pd.csi.storage.gke.io'],
  ['kubernetes.io/azure-disk', 'disk.csi.azure.com'],
  ['kubernetes.io/azure-file', 'file.csi.azure.com'],
  ['kubernetes.io/cinder', 'cinder.csi.openstack.org'],
  ['kubernetes.io/vsphere-volume', 'csi.vsphere.vmware.com'],
  ['kubernetes.io/portworx-volume', 'pxd.portworx.com'],
])

/** Has a volume made for a claim, or says why not. Mirrors pkg/controller/volume/persistentvolume/pv_controller.go provisionClaim, v1.36. */
export function provisionClaim(claim: Claim, state: ControllerState): void {
  const { store } = state
  const className = classOf(claim)
  const storageClass = store.classes.get(className)
  if (storageClass === undefined) {
    if (!state.mayExistElsewhere('StorageClass', className))
      store.claimEvent(claim, 'Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${className}" not found`)
    return
  }
  const driver = csiDrivers.get(storageClass.provisioner) ?? storageClass.provisioner
  const problem = builtInProblem(driver, storageClass)
  if (problem !== undefined) {
    store.claimEvent(claim, 'Warning', 'ProvisioningFailed', problem)
    return
  }
  const waiting =
    `Waiting for a volume to be created either by the external provisioner '${driver}' or manually by the system administrator. ` +
    'If volume creation is delayed, please verify that the provisioner is running and correctly registered.'
  store.claimEvent(claim, 'Normal', 'ExternalProvisioning', waiting)
  if (state.provisions(driver)) createVolume(claim, driver, storageClass, state)
}

/** Whether a provisioner is one that the cluster's administrators install. */
export function isExternal(provisioner: string): boolean {
  return csiDrivers.has(provisioner) || !provisioner.startsWith(builtIn)
}

/** What the plugins of the controller itself say. */
function builtInProblem(driver: string, { name, mountOptions }: StorageClass): string | undefined {
  if (!driver.startsWith(builtIn)) return undefined
  if (driver === 'kubernetes.io/nfs') return 'no provisionable volume plugin matched'
  if (driver !== 'kubernetes.io/host-path') return `no volume plugin matched name: ${driver}`
  if (mountOptions.length > 0)
    return `Mount options are not supported by the provisioner but StorageClass "${name}" has mount options [${mountOptions.join(' ')}]`
  return `Failed to create provisioner: Provisioning in volume plugin "${driver}" is disabled`
}

/** A volume of the requested size that is there for the claim alone, in the zone of the node that was chosen, else in the first that the class allows. */
function createVolume(claim: Claim, driver: string, storageClass: StorageClass, state: ControllerState): void {
  const { store, volumes } = state
  const chosen = claim.selectedNode === undefined ? undefined : labelOf(state.nodeLabels(claim.selectedNode), zoneLabel)
  const zone = claim.selectedNode === undefined ? firstAllowedZone(storageClass) : chosen
  const key = `pvc-<uid>${claim.uid}`
  if (store.volumes.has(key)) return
  store.addVolume({
    key,
    name: 'pvc-<uid>',
    order: store.nextOrder(),
    at: storageClass.at,
    labels: {},
    capacity: claim.request,
    accessModes: claim.accessModes,
    className: classOf(claim),
    attributesClass: claim.attributesClass,
    volumeMode: claim.volumeMode,
    isBeingDeleted: false,
    nodeTerms: zone === undefined ? undefined : inZone(zone),
    hostnames: undefined,
    reclaimPolicy: storageClass.reclaimPolicy,
    source: 'csi',
    hostPath: undefined,
    csi: { driver, handle: key },
    provisionedBy: driver,
    claimRef: { namespace: claim.namespace, name: claim.name, uid: claim.uid },
    boundByController: false,
    phase: 'Pending',
    reason: undefined,
    message: undefined,
  })
  volumes.add(key)
}

function firstAllowedZone({ allowedTopologies }: StorageClass): string | undefined {
  for (const { matchLabelExpressions = [] } of allowedTopologies)
    for (const { key, values = [] } of matchLabelExpressions) if (key === zoneLabel) return values[0]
  return undefined
}

function inZone(zone: string): readonly NodeSelectorTerm[] {
  return [{ matchExpressions: [{ key: zoneLabel, operator: 'In', values: [zone] }] }]
}
