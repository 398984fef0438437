import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts'
import type { Protocol } from './connections.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import { inputRules, RuleDestinations } from './rule-destinations.ts'
import { portsOf, targetPort } from './service-targets.ts'
import { type ServicesByPod, servicesByPod } from './services-by-pod.ts'
import { listIn, numberIn, textIn } from './unchecked.ts'

/** The number of a port in a NetworkPolicy that none of the pods which it leads to declares. */
export interface UndeclaredPort {
  readonly policy: CompiledPolicy['policy']
  readonly at: FieldRef
  readonly port: number
  readonly protocol: string
  /** `service`: what a Service takes in, and sends on to another port; `protocol`: the pods declare it for another. */
  readonly kind: 'service' | 'protocol' | 'undeclared'
  /** The Service, and the port of the pods behind it. */
  readonly service?: Resource
  readonly target?: number
  /** The protocol that the pods declare. */
  readonly other?: string
  readonly destinations: readonly Endpoint[]
}

interface WrittenPort {
  readonly at: FieldRef
  readonly port: number
  readonly protocol: string
}

/** Ports by number that lead to no port which the pods of the input declare. Pods that declare none say nothing about theirs. */
export function undeclaredPorts(network: Network): readonly UndeclaredPort[] {
  const all = new RuleDestinations(network)
  const services = servicesByPod(network.cluster)
  const known = new Map<readonly Endpoint[], PortFacts>()
  return [...inputRules(network)].flatMap(([compiled, direction, rule]) => {
    const ports = portsIn(rule)
    const destinations = ports.length === 0 ? [] : all.of(compiled, rule, direction)
    if (destinations.length === 0) return []
    const facts = known.get(destinations) ?? portFacts(destinations, services)
    known.set(destinations, facts)
    return ports.flatMap(port => {
      const found = undeclared(port, ports, facts)
      return found === undefined ? [] : [{ policy: compiled.policy, ...port, ...found, destinations }]
    })
  })
}

/** The single ports of a rule; none where it has ranges or all ports of a protocol, which ask for no one port. */
function portsIn({ rule: { at } }: CompiledRule): readonly WrittenPort[] {
  const items = listIn(valueAt(at.resource.object, at.path), 'ports')
  if (items.some(item => numberIn(item, 'endPort') !== undefined)) return []
  return items.flatMap((item, i) => {
    const port = numberIn(item, 'port')
    return port === undefined ? [] : [{ at: at.child('ports', i, 'port'), port, protocol: textIn(item, 'protocol') ?? 'TCP' }]
  })
}

/** What is known of the ports of some pods, by `80 TCP`. */
interface PortFacts {
  /** Protocols of what containers declare. */
  readonly declared: ReadonlyMap<number, ReadonlySet<string>>
  /** Where Services send what they take in. */
  readonly targets: ReadonlySet<string>
  /** What Services take in, and send on. */
  readonly taken: ReadonlyMap<string, { readonly service: Resource; readonly target: number }>
  /** Whether every pod declares some port. */
  readonly isWhole: boolean
}

function portFacts(destinations: readonly Endpoint[], services: ServicesByPod): PortFacts {
  const declared = new Map<number, Set<string>>()
  const targets = new Set<string>()
  const taken = new Map<string, { readonly service: Resource; readonly target: number }>()
  for (const { namespace, labels, ports } of destinations) {
    for (const { port, protocol } of ports) declared.set(port, (declared.get(port) ?? new Set()).add(protocol))
    for (const service of services.of(namespace, labels)) {
      const isHeadless = valueAt(service.object, ['spec', 'clusterIP']) === 'None'
      for (const each of portsOf(service)) {
        const protocol = (each.protocol ?? 'TCP') as Protocol
        const target = targetPort(each, protocol, ports)
        if (target === undefined) continue
        targets.add(`${target} ${protocol}`)
        if (!isHeadless) taken.set(`${each.port} ${protocol}`, { service, target })
      }
    }
  }
  // custom resources do not say what ports the pods have that are made for them
  const isWhole = destinations.every(({ ports, workload }) => ports.length > 0 && !workload.resource.type.group.includes('.'))
  return { declared, targets, taken, isWhole }
}

function undeclared(
  { port, protocol }: WrittenPort,
  all: readonly WrittenPort[],
  { declared, targets, taken, isWhole }: PortFacts
): Pick<UndeclaredPort, 'kind' | 'service' | 'target' | 'other'> | undefined {
  const isWritten = (number: number, own: string): boolean => all.some(each => each.port === number && each.protocol === own)
  const key = `${port} ${protocol}`
  const own = declared.get(port)
  if (own?.has(protocol) === true || targets.has(key)) return undefined
  if (own !== undefined) {
    const other = [...own][0]!
    return isWritten(port, other) || !isWhole ? undefined : { kind: 'protocol', other }
  }
  const through = taken.get(key)
  if (through !== undefined && !isWritten(through.target, protocol)) return { kind: 'service', ...through }
  return through === undefined && isWhole ? { kind: 'undeclared' } : undefined
}
