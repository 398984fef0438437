import { FieldRef } from '../../cluster/field-ref.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { type AddressRange, addressOf, overlap, rangeOfCidr, withoutRanges } from './addresses.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { DeclaredNetwork } from './declared-networks.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import { inputRules } from './rule-destinations.ts'
import { listIn, objectIn, textIn } from './unchecked.ts'

/** An ipBlock with addresses that the cluster gives to pods or Services. */
export interface BlockInsideCluster {
  readonly policy: CompiledPolicy['policy']
  readonly direction: Direction
  readonly at: FieldRef
  readonly cidr: string
  /** `pods` and `services`: nothing but such addresses; `around`: those of pods among others. */
  readonly kind: 'pods' | 'services' | 'around'
  /** `podSubnet 10.244.0.0/16`, `Service db` */
  readonly whose: string
  readonly near: FieldRef
}

interface WrittenBlock {
  readonly at: FieldRef
  readonly cidr: string
  readonly ranges: readonly AddressRange[]
}

/** Blocks of the input's NetworkPolicies that mean pods or Services by their addresses, where the input says which those are. */
export function blocksInsideCluster(network: Network, declared: readonly DeclaredNetwork[]): readonly BlockInsideCluster[] {
  let addresses: ReturnType<typeof serviceAddresses> | undefined
  const { ipBlockSelectsPods } = network.profile.assumptions
  return [...inputRules(network)].flatMap(([{ policy }, direction, { rule }]) => {
    if (rule.peers?.some(({ kind }) => kind === 'block') !== true) return []
    const field = direction === 'ingress' ? 'from' : 'to'
    return blocksAt(rule.at, field).flatMap(({ at, cidr, ranges }) => {
      const found = (kind: BlockInsideCluster['kind'], whose: string, near: FieldRef): readonly BlockInsideCluster[] => [
        { policy, direction, at, cidr, kind, whose, near },
      ]
      const [first] = ranges
      const isOne = direction === 'egress' && ranges.length === 1 && first!.start === first!.end
      if (isOne) addresses ??= serviceAddresses(network)
      const service = isOne ? addresses!.get(keyOf(first!)) : undefined
      if (service !== undefined) return found('services', service.title, service.at)
      for (const { of, setting, cidr: own, range, at: near } of declared) {
        if (of === 'pods' && ipBlockSelectsPods === 'yes') continue
        if (of === 'services' && direction === 'ingress') continue
        const whose = `${setting} ${own}`
        if (withoutRanges(ranges, [range]).length === 0) return found(of, whose, near)
        const isWhole = cidr.endsWith('/0')
        if (of === 'pods' && !isWhole && ipBlockSelectsPods === 'unknown' && ranges.some(each => overlap(each, range)))
          return found('around', whose, near)
      }
      return []
    })
  })
}

const known = new WeakMap<FieldRef, readonly WrittenBlock[]>()

/** The blocks among the peers of a rule that hold any address; a rule is read once. */
export function blocksAt(rule: FieldRef, field: 'from' | 'to'): readonly WrittenBlock[] {
  const found = known.get(rule) ?? readBlocks(rule, field)
  known.set(rule, found)
  return found
}

function readBlocks(rule: FieldRef, field: 'from' | 'to'): readonly WrittenBlock[] {
  return listIn(valueAt(rule.resource.object, rule.path), field).flatMap((peer, i) => {
    const block = objectIn(peer, 'ipBlock')
    const cidr = textIn(block, 'cidr') ?? ''
    const range = rangeOfCidr(cidr)
    if (range === undefined) return []
    const holes = listIn(block, 'except').flatMap(text => (typeof text === 'string' ? (rangeOfCidr(text) ?? []) : []))
    const ranges = withoutRanges([range], holes)
    return ranges.length === 0 ? [] : [{ at: rule.child(field, i, 'ipBlock', 'cidr'), cidr, ranges }]
  })
}

function serviceAddresses({ cluster }: Network) {
  const found = new Map<string, { readonly title: string; readonly at: FieldRef }>()
  for (const service of cluster.ofKind('', 'Service')) {
    const address = addressOf(String(valueAt(service.object, ['spec', 'clusterIP']) ?? ''))
    const at = new FieldRef(service, ['spec', 'clusterIP'])
    if (address !== undefined) found.set(`${address.family} ${address.value}`, { title: `Service ${service.name}`, at })
  }
  return found
}

function keyOf({ family, start }: AddressRange): string {
  return `${family} ${start}`
}
