import type { DeviceSelectors } from '../../apiserver/expressions/device-selector.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { SelectableNode } from '../../k8s/node-selector.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { scoreOfAlternatives } from './allocation.ts'
import { type AllocationResult, allocate, type DeviceSupply } from './allocator.ts'
import { ConsumedCapacities } from './capacity.ts'
import {
  type ClaimedDevice,
  type DeviceClaim,
  type DevicePod,
  generatedClaimKey,
  mostConsumers,
  type PodDeviceClaim,
  usesDevices,
} from './device-claim.ts'
import { type ExtendedResource, extendedResourceClaim, extendedResourcesOf } from './extended-resources.ts'
import type {
  AllocatedDevice,
  DeviceClaimSpec,
  DeviceClassObject,
  ResourceClaimObject,
  ResourceClaimTemplateObject,
  ResourceSliceObject,
} from './objects.ts'
import { Pools, quantityOf } from './pools.ts'

/** A claim in the settled state. */
export interface DeviceClaimState {
  readonly namespace: string
  readonly name: string
  readonly at: FieldRef | undefined
  readonly owner?: string
  /** The names of the pods that use it. */
  readonly reservedFor: readonly string[]
  readonly allocated: readonly AllocatedDevice[]
}

interface Template {
  readonly spec: DeviceClaimSpec
  readonly at: FieldRef
}

const group = 'resource.k8s.io'
/** What the claim for extended resources is called in keys: no name that a pod could give. */
const extendedClaimName = '<extended-resources>'
const nothingSelected: DeviceSelectors = { matches: () => false }

/** Whether a resource is one that devices depend on. */
export function isDeviceObject({ group: of }: Resource['type']): boolean {
  return of === group
}

/** Device classes, devices and the claims on them in one run of the control plane. */
export class Devices {
  readonly classes = new Map<string, DeviceClassObject>()
  readonly #selectors: DeviceSelectors
  readonly #mapsExtendedResources: boolean
  readonly #slices = new Map<string, ResourceSliceObject>()
  readonly #templates = new Map<string, Template>()
  readonly #claims = new Map<string, DeviceClaim>()
  #pools: Pools | undefined
  #taken: Pick<DeviceSupply, 'taken' | 'shared'> | undefined
  #changes: 'supply' | Set<DeviceClaim> = new Set()

  /** `mapsExtendedResources`: devices may stand for extended resources. */
  constructor(selectors: DeviceSelectors = nothingSelected, mapsExtendedResources = false) {
    this.#selectors = selectors
    this.#mapsExtendedResources = mapsExtendedResources
  }

  /** Takes in an object as the server keeps it; false where devices do not depend on it. */
  arrive(resource: Resource, object: KubernetesObject): boolean {
    if (!isDeviceObject(resource.type)) return false
    const { namespace, type } = resource
    const name = resource.name ?? `${object.metadata?.generateName ?? ''}<suffix>`
    const key = resource.name === null ? `${namespace}/${name}${resource.order}` : `${namespace}/${name}`
    if (type.kind === 'DeviceClass') this.classes.set(name, object as DeviceClassObject)
    else if (type.kind === 'ResourceSlice') this.#slices.set(key, object as ResourceSliceObject)
    else if (type.kind === 'ResourceClaimTemplate')
      this.#templates.set(key, {
        spec: (object as ResourceClaimTemplateObject).spec?.spec ?? {},
        at: new FieldRef(resource, ['spec', 'spec']),
      })
    else if (type.kind === 'ResourceClaim') {
      const status = resource.role === 'cluster' ? statusOf(object) : { allocation: undefined, reservedFor: new Map<string, string>() }
      const { spec = {} } = object as ResourceClaimObject
      if (!this.#claims.has(key))
        this.#claims.set(key, { namespace: namespace ?? '', name, spec, at: new FieldRef(resource, ['spec']), ...status })
    } else return false
    this.#pools = undefined
    this.#freed()
    return true
  }

  /** Makes the claims that a new pod is to have by templates; what stands in the way. Mirrors pkg/controller/resourceclaim handleClaim, v1.36. */
  makeClaims(pod: DevicePod): readonly string[] {
    const { namespace, spec } = pod.info
    const problems: string[] = []
    for (const { name = '', resourceClaimTemplateName } of spec.resourceClaims ?? []) {
      if (resourceClaimTemplateName === undefined) continue
      const key = generatedClaimKey(pod, name)
      if (this.#claims.has(key)) continue
      const template = this.#templates.get(`${namespace}/${resourceClaimTemplateName}`)
      if (template === undefined) {
        const missing = `resourceclaimtemplate.resource.k8s.io "${resourceClaimTemplateName}" not found`
        problems.push(`PodResourceClaim ${name}: resource claim template "${resourceClaimTemplateName}": ${missing}`)
        continue
      }
      const claim = { namespace, name: `${pod.name}-${name}-<suffix>`, spec: template.spec, at: template.at, owner: pod.name }
      this.#claims.set(key, { ...claim, allocation: undefined, reservedFor: new Map() })
    }
    return problems
  }

  /** The claims of a pod, in the order in which it names them. */
  claimsOf(pod: DevicePod): readonly PodDeviceClaim[] {
    const { namespace, spec } = pod.info
    return (spec.resourceClaims ?? []).map(({ name = '', resourceClaimName, resourceClaimTemplateName = '' }, index): PodDeviceClaim => {
      if (resourceClaimName === undefined)
        return {
          index,
          named: { kind: 'ResourceClaimTemplate', name: resourceClaimTemplateName },
          claim: this.#claims.get(generatedClaimKey(pod, name)),
        }
      const claim = this.#claims.get(`${namespace}/${resourceClaimName}`)
      return { index, named: { kind: 'ResourceClaim', name: resourceClaimName }, claim }
    })
  }

  /** The classes that a claim's requests name. */
  *classesOf({ spec }: DeviceClaim): Iterable<{ readonly name: string; readonly className: string }> {
    for (const { name = '', exactly, firstAvailable = [] } of spec.devices?.requests ?? []) {
      if (exactly !== undefined) yield { name, className: exactly.deviceClassName ?? '' }
      for (const alternative of firstAvailable)
        yield { name: `${name}/${alternative.name ?? ''}`, className: alternative.deviceClassName ?? '' }
    }
  }

  /** Whether another pod may use a claim. */
  isOpenTo({ order }: DevicePod, { reservedFor }: DeviceClaim): boolean {
    return reservedFor.size < mostConsumers || reservedFor.has(order)
  }

  /** What a pod asks for as extended resources that devices stand for, on nodes that do not offer them themselves. */
  extendedResourcesOf(pod: DevicePod): readonly ExtendedResource[] {
    return this.#mapsExtendedResources ? extendedResourcesOf(pod, this.classes) : []
  }

  /** Devices for the pod's claims that have none, as a node could use them; `offers`: the node has such an extended resource itself. */
  allocate(pod: DevicePod, node: SelectableNode, offers: (resource: string) => boolean): AllocationResult {
    return allocate([...this.#unallocated(pod), ...this.#extendedClaim(pod, offers)], node, this.#supply())
  }

  /** How well a node serves a pod's requests that have alternatives. Mirrors DynamicResources Score, v1.36. */
  score(pod: DevicePod, node: SelectableNode, offers: (resource: string) => boolean): number {
    const claims = [...this.#unallocated(pod), ...this.#extendedClaim(pod, offers)]
    const result = allocate(claims, node, this.#supply())
    let score = 0
    for (const { claim } of this.claimsOf(pod)) if (claim?.allocation !== undefined) score += scoreOfAlternatives(claim, claim.allocation)
    if ('allocations' in result)
      for (const [index, allocation] of result.allocations.entries()) score += scoreOfAlternatives(claims[index]!, allocation)
    return score
  }

  /** The pod gets that node: its claims get their devices and are kept for it. Mirrors DynamicResources Reserve and PreBind, v1.36. */
  reserve(pod: DevicePod, node: SelectableNode, offers: (resource: string) => boolean): void {
    const extended = this.#extendedClaim(pod, offers)
    if (!usesDevices(pod) && extended.length === 0) return
    const claims = [...this.#unallocated(pod), ...extended]
    const result = allocate(claims, node, this.#supply())
    if ('allocations' in result) for (const [index, claim] of claims.entries()) claim.allocation = result.allocations[index]
    this.#taken = undefined
    for (const claim of extended) this.#claims.set(generatedClaimKey(pod, extendedClaimName), claim)
    for (const claim of [...this.claimsOf(pod).map(each => each.claim), ...extended]) {
      if (claim?.allocation === undefined) continue
      claim.reservedFor.set(pod.order, pod.name)
      if (this.#changes !== 'supply') this.#changes.add(claim)
    }
  }

  /** The pod is gone: what was made for it goes, and devices that nobody uses any more are free. */
  release(pod: DevicePod): void {
    const hadExtended = this.#claims.delete(generatedClaimKey(pod, extendedClaimName))
    if (!usesDevices(pod) && !hadExtended) return
    for (const { claim } of this.claimsOf(pod)) {
      if (claim === undefined) continue
      claim.reservedFor.delete(pod.order)
      if (claim.reservedFor.size === 0) claim.allocation = undefined
    }
    for (const { name = '', resourceClaimTemplateName } of pod.info.spec.resourceClaims ?? [])
      if (resourceClaimTemplateName !== undefined) this.#claims.delete(generatedClaimKey(pod, name))
    this.#freed()
  }

  /** What has changed since the last call: `supply` where there may be more devices than before, or the claims that have got theirs. */
  takeChanges(): 'supply' | ReadonlySet<DeviceClaim> | undefined {
    const changes = this.#changes
    if (changes !== 'supply' && changes.size === 0) return undefined
    this.#changes = new Set()
    return changes
  }

  /** How the claims stand, in order of arrival. */
  states(): readonly DeviceClaimState[] {
    return [...this.#claims.values()].map(({ namespace, name, at, owner, reservedFor, allocation }) => ({
      namespace,
      name,
      at,
      ...(owner !== undefined && { owner }),
      reservedFor: [...reservedFor.values()],
      allocated: (allocation?.devices ?? []).map(({ request, driver, pool, device }) => ({ request, driver, pool, device })),
    }))
  }

  #unallocated(pod: DevicePod): readonly DeviceClaim[] {
    return this.claimsOf(pod).flatMap(({ claim }) => (claim === undefined || claim.allocation !== undefined ? [] : [claim]))
  }

  /** The claim for extended resources, of which there is at most one. */
  #extendedClaim(pod: DevicePod, offers: (resource: string) => boolean): readonly DeviceClaim[] {
    const resources = this.extendedResourcesOf(pod).filter(({ resource }) => !offers(resource))
    return resources.length === 0 ? [] : [extendedResourceClaim(pod, resources)]
  }

  #supply(): DeviceSupply {
    this.#pools ??= new Pools(this.#slices.values())
    this.#taken ??= takenBy(this.#claims.values())
    return { pools: this.#pools, classes: this.classes, selectors: this.#selectors, ...this.#taken }
  }

  #freed(): void {
    this.#taken = undefined
    this.#changes = 'supply'
  }
}

/** Mirrors foreachAllocatedDevice, v1.36. */
function takenBy(claims: Iterable<DeviceClaim>): Pick<DeviceSupply, 'taken' | 'shared'> {
  const taken = new Set<string>()
  const shared = new ConsumedCapacities()
  for (const { allocation } of claims)
    for (const { driver, pool, device, isShared, consumed } of allocation?.devices ?? []) {
      if (isShared) continue
      const id = `${driver}/${pool}/${device}`
      if (consumed === undefined) taken.add(id)
      else shared.add(id, consumed)
    }
  return { taken, shared }
}

/** What a claim that is there already has. */
function statusOf(object: KubernetesObject): Pick<DeviceClaim, 'allocation' | 'reservedFor'> {
  const { allocation, reservedFor = [] } = (object as ResourceClaimObject).status ?? {}
  const pods = reservedFor.filter(({ resource }) => resource === 'pods')
  const nodes = allocation?.nodeSelector?.nodeSelectorTerms
  const devices = (allocation?.devices?.results ?? []).map(
    ({ request = '', driver = '', pool = '', device = '', adminAccess, shareID, consumedCapacity = {} }): ClaimedDevice => ({
      ...{ request, driver, pool, device },
      isShared: adminAccess === true,
      ...(shareID !== undefined && {
        consumed: new Map(Object.entries(consumedCapacity).map(([name, amount]) => [name, quantityOf(amount)])),
      }),
    })
  )
  return {
    allocation: allocation === undefined ? undefined : { devices, ...(nodes !== undefined && { nodes }) },
    reservedFor: new Map(pods.map(({ name = '' }) => [name, name])),
  }
}
