import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { isVolumeObject } from './add-object.ts'
import { type Claim, classOf } from './claim.ts'
import { noProvisioner, type StorageClass } from './storage-class.ts'
import type { Volume } from './volume.ts'
import { Volumes } from './volumes.ts'

/** Why a claim is never bound. */
export type UnboundReason =
  /** The volume that it names does not do. */
  | 'mismatch'
  /** The volume that it names is another's. */
  | 'taken'
  /** No volume without a class fits. */
  | 'no-volume'
  /** No volume of its class fits, and none is made. */
  | 'none-made'
  /** The provisioner of its class is none that there is. */
  | 'no-provisioner'

/** A claim to which the volume controller never binds a volume, in whatever order it looks at them. */
export interface UnboundClaim {
  readonly claim: Resource
  readonly reason: UnboundReason
  /** The controller's own words. */
  readonly message: string
  /** The field of the claim that decides. */
  readonly at: FieldRef
  readonly volume?: Volume
  readonly storageClass?: StorageClass
}

/** The claims of the input that can never be bound as things are; of those that wait for a pod nothing is said. */
export function unboundClaims(cluster: Cluster, environment: Environment): readonly UnboundClaim[] {
  const first = settle(cluster, environment, 'first')
  let last: Volumes | undefined
  const found: UnboundClaim[] = []
  for (const claim of first.store.claims.values()) {
    if (claim.at?.resource.role !== 'input' || claim.phase !== 'Pending') continue
    last ??= settle(cluster, environment, 'last')
    if (last.store.claims.get(claim.key)?.phase !== 'Pending') continue
    const reason = reasonOf(claim, first, environment.world)
    if (reason === undefined || claim.because === undefined) continue
    const volume = first.store.volumes.get(claim.volumeName)
    const storageClass = first.store.classOf(claim)
    found.push({
      claim: claim.at.resource,
      reason,
      message: claim.because,
      at: claim.at.child(
        'spec',
        ...(claim.volumeName !== '' ? ['volumeName'] : claim.storageClassName !== undefined ? ['storageClassName'] : [])
      ),
      ...(volume !== undefined && { volume }),
      ...(storageClass !== undefined && { storageClass }),
    })
  }
  return found
}

function settle(cluster: Cluster, environment: Environment, pick: 'first' | 'last'): Volumes {
  const { world, requests, provisioners = world === 'open' ? 'all' : 'none' } = environment
  const stored = new Map<Resource, KubernetesObject>()
  for (const { resource, verdict } of requests) if (isVolumeObject(resource.type)) stored.set(resource, verdict.stored)
  const volumes = new Volumes({ world, provisioners, pick, nodeLabels: () => ({}) })
  for (const resource of cluster.resources) {
    const { type, namespace, name } = resource
    if (!isVolumeObject(type)) continue
    if (name !== null && cluster.find(type.group, type.kind, namespace, name) !== resource) continue
    volumes.arrive(resource, stored.get(resource) ?? resource.object)
  }
  volumes.resync()
  return volumes
}

function reasonOf(claim: Claim, { store }: Volumes, world: 'open' | 'closed'): UnboundReason | undefined {
  if (claim.volumeName !== '') {
    const volume = store.volumes.get(claim.volumeName)
    return volume === undefined ? undefined : volume.claimRef === undefined ? 'mismatch' : 'taken'
  }
  const storageClass = store.classOf(claim)
  if (storageClass === undefined) return world === 'closed' && classOf(claim) === '' ? 'no-volume' : undefined
  const { provisioner, isDelayed } = storageClass
  if (isDelayed || !provisioner.startsWith('kubernetes.io/') || claim.because?.startsWith('Waiting for a volume')) return undefined
  if (provisioner !== noProvisioner) return 'no-provisioner'
  return world === 'closed' ? 'none-made' : undefined
}
