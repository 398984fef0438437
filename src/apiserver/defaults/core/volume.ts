import { change, changeItems, changeMembers, fillAbsent, fillEmpty, isStruct, type MemberChange, ofStruct, type Struct } from '../fill.ts'
import { fieldRefDefaults, pullPolicyOf } from './container.ts'
import { claimSpecDefaults } from './persistent-volume-claim.ts'

/** 0644 */
const fileMode = 420
const withMode = (source: Struct): Struct => fillAbsent(source, { defaultMode: fileMode })

/** Defaults by the kind of the volume. */
const sources: ReadonlyMap<string, MemberChange> = new Map(
  (
    [
      ['secret', withMode],
      ['configMap', withMode],
      ['downwardAPI', source => changeItems(withMode(source), 'items', fieldRefDefaults)],
      ['projected', source => changeItems(withMode(source), 'sources', projectionDefaults)],
      ['hostPath', source => fillAbsent(source, { type: '' })],
      ['iscsi', source => fillEmpty(source, { iscsiInterface: 'default' })],
      ['rbd', source => fillEmpty(source, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' })],
      ['azureDisk', azureDiskDefaults],
      ['scaleIO', source => fillEmpty(source, { storageMode: 'ThinProvisioned', fsType: 'xfs' })],
      ['image', source => fillEmpty(source, { pullPolicy: pullPolicyOf(source['reference']) })],
      ['ephemeral', source => change(source, 'volumeClaimTemplate', template => change(template, 'spec', claimSpecDefaults))],
    ] satisfies [string, (source: Struct) => Struct][]
  ).map(([kind, by]) => [kind, ofStruct(by)])
)

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Volume and the defaults of the sources, v1.36. */
export function volumeDefaults(volume: Struct): Struct {
  for (const key in volume) if (key !== 'name' && isStruct(volume[key])) return volumeSourceDefaults(volume)
  return { ...volume, emptyDir: {} }
}

/** What a volume and a PersistentVolume have in common. */
export function volumeSourceDefaults(volume: Struct): Struct {
  return changeMembers(volume, volume, sources)
}

function azureDiskDefaults(source: Struct): Struct {
  return fillAbsent(source, { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' })
}

function projectionDefaults(projection: Struct): Struct {
  const token = change(projection, 'serviceAccountToken', source => fillAbsent(source, { expirationSeconds: 3600 }))
  return change(token, 'downwardAPI', source => changeItems(source, 'items', fieldRefDefaults))
}
