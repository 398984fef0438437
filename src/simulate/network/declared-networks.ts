import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { type AddressRange, rangeOfCidr } from './addresses.ts'
import { listIn, objectIn, textIn } from './unchecked.ts'

/** A network that something in the input gives to pods or Services. */
export interface DeclaredNetwork {
  readonly of: 'pods' | 'services'
  /** How the setting is called there: `podSubnet`. */
  readonly setting: string
  readonly cidr: string
  readonly range: AddressRange
  readonly at: FieldRef
}

/** Settings in texts of ConfigMaps: kubeadm, kube-proxy, flannel, cilium. */
const settings: readonly (readonly [setting: string, of: DeclaredNetwork['of'], found: RegExp])[] = [
  ['podSubnet', 'pods', /^\s*podSubnet:\s*["']?([0-9a-f.:/,]+)/im],
  ['serviceSubnet', 'services', /^\s*serviceSubnet:\s*["']?([0-9a-f.:/,]+)/im],
  ['clusterCIDR', 'pods', /^\s*clusterCIDR:\s*["']?([0-9a-f.:/,]+)/im],
  ['Network', 'pods', /"Network"\s*:\s*"([0-9a-f.:/]+)"/i],
]
const keyed: ReadonlyMap<string, DeclaredNetwork['of']> = new Map([
  ['cluster-pool-ipv4-cidr', 'pods'],
  ['cluster-pool-ipv6-cidr', 'pods'],
])
const flags: ReadonlyMap<string, DeclaredNetwork['of']> = new Map([
  ['--cluster-cidr', 'pods'],
  ['--service-cluster-ip-range', 'services'],
])

/** The networks of pods and Services that the input declares. `custom`: objects of kinds without a schema. */
export function declaredNetworks(cluster: Cluster, custom: readonly Resource[]): readonly DeclaredNetwork[] {
  return cluster.with(custom).derived(declaredNetworks, all => all.resources.flatMap(ofResource))
}

function ofResource(resource: Resource): readonly DeclaredNetwork[] {
  switch (resource.type.kind) {
    case 'ConfigMap':
      return ofConfigMap(resource)
    case 'ClusterConfiguration':
      return [
        ...networksAt(resource, ['networking', 'podSubnet'], 'pods'),
        ...networksAt(resource, ['networking', 'serviceSubnet'], 'services'),
      ]
    case 'KubeProxyConfiguration':
      return networksAt(resource, ['clusterCIDR'], 'pods')
    case 'IPPool':
      return resource.type.group.endsWith('projectcalico.org') ? networksAt(resource, ['spec', 'cidr'], 'pods') : []
    case 'Installation':
      return listIn(valueAt(resource.object, ['spec', 'calicoNetwork']), 'ipPools').flatMap((_, i) =>
        networksAt(resource, ['spec', 'calicoNetwork', 'ipPools', i, 'cidr'], 'pods')
      )
    case 'DaemonSet':
      return ofContainers(resource, ['spec', 'template', 'spec'])
    case 'Pod':
      return ofContainers(resource, ['spec'])
    default:
      return none
  }
}

const none: readonly DeclaredNetwork[] = []
const settingFile = /^(ClusterConfiguration|config\.conf|net-conf\.json)$/

function ofConfigMap(resource: Resource): readonly DeclaredNetwork[] {
  const data = objectIn(resource.object, 'data') ?? {}
  return Object.keys(data).flatMap(key => {
    const text = data[key]
    const own = keyed.get(key)
    if (typeof text !== 'string' || (own === undefined && !settingFile.test(key))) return none
    const at = new FieldRef(resource, ['data', key], 'key')
    if (own !== undefined) return networksOf(key, own, text, at)
    return settings.flatMap(([setting, of, found]) => networksOf(setting, of, found.exec(text)?.[1] ?? '', at))
  })
}

function ofContainers(resource: Resource, path: readonly (string | number)[]): readonly DeclaredNetwork[] {
  return listIn(valueAt(resource.object, path), 'containers').flatMap((container, c) => {
    const at = (...steps: readonly (string | number)[]): FieldRef => new FieldRef(resource, [...path, 'containers', c, ...steps])
    const pools = listIn(container, 'env').flatMap((variable, e) => {
      const name = textIn(variable, 'name') ?? ''
      const isPool = name === 'CALICO_IPV4POOL_CIDR' || name === 'CALICO_IPV6POOL_CIDR'
      return isPool ? networksOf(name, 'pods', textIn(variable, 'value') ?? '', at('env', e, 'value')) : none
    })
    const given = (['command', 'args'] as const).flatMap(field =>
      listIn(container, field).flatMap((text, i) => {
        const [flag = '', value = ''] = typeof text === 'string' ? text.split('=', 2) : []
        const of = flags.get(flag)
        return of === undefined ? none : networksOf(flag, of, value, at(field, i))
      })
    )
    return [...pools, ...given]
  })
}

function networksAt(resource: Resource, path: readonly (string | number)[], of: DeclaredNetwork['of']): readonly DeclaredNetwork[] {
  const text = valueAt(resource.object, path)
  return typeof text === 'string' ? networksOf(String(path.at(-1)), of, text, new FieldRef(resource, path)) : []
}

function networksOf(setting: string, of: DeclaredNetwork['of'], text: string, at: FieldRef): readonly DeclaredNetwork[] {
  return text.split(',').flatMap(part => {
    const cidr = part.trim()
    const range = rangeOfCidr(cidr)
    return range === undefined ? [] : [{ of, setting, cidr, range, at }]
  })
}

/** Two settings about one cluster that cannot both be right. */
export interface NetworkMismatch {
  readonly kind: 'differ' | 'overlap'
  readonly one: DeclaredNetwork
  readonly other: DeclaredNetwork
}

/** Pod networks of which none holds the other, and pod networks that Services share. */
export function networkMismatches(networks: readonly DeclaredNetwork[]): readonly NetworkMismatch[] {
  const found: NetworkMismatch[] = []
  for (const [i, one] of networks.entries()) {
    for (const other of networks.slice(0, i)) {
      if (one.range.family !== other.range.family) continue
      const isShared = one.range.start <= other.range.end && other.range.start <= one.range.end
      if (one.of === other.of) {
        // several pools may divide what one setting names
        if (one.of === 'pods' && !isShared && one.setting !== other.setting && !areAlternatives(one, other))
          found.push({ kind: 'differ', one, other })
      } else if (isShared) found.push({ kind: 'overlap', one, other })
    }
  }
  return found
}

/** Whether two settings are of installations of which a cluster has one: the operator of Calico, and flannel. */
function areAlternatives(one: DeclaredNetwork, other: DeclaredNetwork): boolean {
  const isOperator = ({ at }: DeclaredNetwork): boolean => at.resource.type.kind === 'Installation'
  return (isOperator(one) && other.setting === 'Network') || (isOperator(other) && one.setting === 'Network')
}
