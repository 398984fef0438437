import type { ControllerState } from './sync-volume.ts'
import type { Volume } from './volume.ts'

const recyclable: ReadonlySet<string> = new Set(['hostPath', 'nfs'])
/** Sources that have a plugin among those that make, recycle or delete volumes. Mirrors cmd/kube-controller-manager/app/plugins.go, v1.36. */
const deletablePath = /\/tmp\/.+/

/** What becomes of a volume whose claim is gone. Mirrors pkg/controller/volume/persistentvolume/pv_controller.go reclaimVolume, v1.36. */
export function reclaimVolume(volume: Volume, state: ControllerState): void {
  if (volume.reclaimPolicy === 'Recycle') recycle(volume, state)
  else if (volume.reclaimPolicy === 'Delete') remove(volume, state)
}

/** A pod scrubs the volume; it stays released as long as that pod has not finished. */
function recycle(volume: Volume, state: ControllerState): void {
  if (recyclable.has(volume.source)) state.store.recycle(volume)
  else fail(volume, 'VolumeFailedRecycle', 'No recycler plugin found for the volume!', state)
}

/** Mirrors deleteVolumeOperation and findDeletablePlugin, v1.36. */
function remove(volume: Volume, state: ControllerState): void {
  const { provisionedBy = '', source, name, hostPath = '' } = volume
  if (provisionedBy !== '' && !provisionedBy.startsWith('kubernetes.io/')) {
    if (state.provisions(provisionedBy)) state.store.deleteVolume(volume)
    return
  }
  if (source === 'csi') return
  if (source !== 'hostPath') {
    const problem = source === 'nfs' ? 'no deletable volume plugin matched' : 'no volume plugin matched'
    fail(volume, 'VolumeFailedDelete', `error getting deleter volume plugin for volume "${name}": ${problem}`, state)
  } else if (deletablePath.test(hostPath)) state.store.deleteVolume(volume)
  else {
    const problem = `host_path deleter only supports /tmp/.+ but received provided ${hostPath}`
    fail(volume, 'VolumeFailedDelete', problem, state)
  }
}

function fail(volume: Volume, reason: string, message: string, { store }: ControllerState): void {
  if (volume.phase === 'Failed') return
  volume.phase = 'Failed'
  volume.message = message
  store.volumeEvent(volume, 'Warning', reason, message)
}
