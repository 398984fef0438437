import { type Cluster, type Context, customCluster, defineRule, FieldRef, type Resource, valueAt } from '../../kit.ts'

interface Spec {
  readonly type?: string
  readonly loadBalancerIP?: string
  readonly loadBalancerClass?: string
}

export default defineRule({
  id: 'service/no-load-balancer',
  summary: 'A LoadBalancer Service that gets no address',
  severity: 'error',
  claim: 'fails',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['load-balancer-provider'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    none: 'Nothing in the cluster gives Service {name} its address: EXTERNAL-IP stays <pending>.',
    pool: '{address}, which Service {name} asks for, is in no pool of MetalLB: EXTERNAL-IP stays <pending>.',
    named: 'There is no IPAddressPool {pool}, which Service {name} asks for: EXTERNAL-IP stays <pending>.',
  },
  help: 'Run a provider of load balancers, or make it a NodePort.',
  component: { name: 'MetalLB', reason: 'AllocationFailed', sentence: 'Failed to allocate IP for "{namespace}/{name}"' },
  object(resource, context) {
    const spec = (valueAt(resource.object, ['spec']) ?? {}) as Spec
    if (resource.type.kind !== 'Service' || resource.type.group !== '' || spec.type !== 'LoadBalancer') return
    const data = { name: resource.name ?? '', namespace: resource.namespace ?? '', address: '', pool: '' }
    const pools = poolsOf(customCluster(context))
    if (pools.length === 0) {
      if (context.environment.world === 'closed' && !context.simulate(hasProvider))
        context.report({
          at: new FieldRef(resource, ['spec', 'type']),
          message: 'none',
          data,
          component: { name: 'kubectl', sentence: '<pending>' },
        })
      return
    }
    if (spec.loadBalancerClass !== undefined && !spec.loadBalancerClass.includes('metallb')) return
    reportPool(resource, spec, pools, data, context)
  },
})

type Data = Readonly<Record<'name' | 'namespace' | 'address' | 'pool', string>>

function reportPool(
  resource: Resource,
  spec: Spec,
  pools: readonly Resource[],
  data: Data,
  context: Context<'none' | 'pool' | 'named'>
): void {
  const annotations = resource.object.metadata?.annotations ?? {}
  const written = (key: string): string | undefined => (Object.hasOwn(annotations, key) ? annotations[key] : undefined)
  const poolKey = ['metallb.io/address-pool', 'metallb.universe.tf/address-pool'].find(key => written(key) !== undefined)
  if (poolKey !== undefined && !pools.some(pool => pool.name === written(poolKey))) {
    const at = new FieldRef(resource, ['metadata', 'annotations', poolKey])
    const names = pools.flatMap(({ name }) => name ?? []).slice(0, 5)
    context.report({ at, message: 'named', data: { ...data, pool: written(poolKey)! }, help: `Name one of ${names.join(', ')}.` })
  }
  const address = spec.loadBalancerIP
  const ranges = pools.flatMap(({ object }) => valueAt(object, ['spec', 'addresses']) ?? []) as readonly unknown[]
  const value = address === undefined ? undefined : numberOf(address)
  // other forms of addresses are left alone
  const bounds = ranges.map(range => (typeof range === 'string' ? boundsOf(range) : undefined))
  if (value === undefined || bounds.some(bound => bound === undefined || (value >= bound[0] && value <= bound[1]))) return
  const at = new FieldRef(resource, ['spec', 'loadBalancerIP'])
  const related = pools
    .slice(0, 3)
    .map(pool => ({ at: new FieldRef(pool, ['spec', 'addresses'], 'key'), message: `IPAddressPool ${pool.name}` }))
  context.report({ at, message: 'pool', data: { ...data, address: address! }, related, help: 'Ask for an address of a pool, or for none.' })
}

function poolsOf(cluster: Cluster): readonly Resource[] {
  return cluster.ofKind('metallb.io', 'IPAddressPool')
}

/** What people run to get load balancers: by the name of the image or of the workload. */
const providers = /metallb|cloud-controller|cloud-provider|kube-vip|klipper|openelb|purelb|load-?balancer|cilium|servicelb/i

function hasProvider({ podTemplates }: Cluster): boolean {
  return podTemplates.some(
    ({ owner, spec }) => providers.test(owner.name ?? '') || (spec.containers ?? []).some(({ image = '' }) => providers.test(image))
  )
}

/** `10.0.0.0/24` or `10.0.0.5-10.0.0.9` as numbers. */
function boundsOf(range: string): readonly [number, number] | undefined {
  const [, base = '', bits] = /^([\d.]+)\/(\d{1,2})$/.exec(range) ?? []
  const [first = '', last = ''] = range.split('-').map(part => part.trim())
  const [low, high] = bits === undefined ? [numberOf(first), numberOf(last)] : [numberOf(base), numberOf(base)]
  if (low === undefined || high === undefined) return undefined
  const size = bits === undefined ? 1 : 2 ** (32 - Number(bits))
  return bits === undefined ? [low, high] : [low - (low % size), low - (low % size) + size - 1]
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || !parts.every(part => Number.isInteger(part) && part >= 0 && part <= 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
