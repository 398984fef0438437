import type { FieldError } from '../../k8s/field-error.ts'
import type { FieldPath } from '../../k8s/field-path.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import { cidrErrors } from '../../k8s/names/cidr.ts'
import { DefinitionCheck } from './definition-check.ts'
import { listIn, memberOf, objectIn, type Unchecked } from './unchecked.ts'

/** The group of the policies of administrators, of which no version of Kubernetes has a schema. */
export const adminPolicyGroup = 'policy.networking.k8s.io'

/** What the definition of one of the kinds says. */
interface Kind {
  readonly priority: boolean
  readonly tier: boolean
  readonly actions: readonly string[]
  readonly ports: 'ports' | 'protocols'
  /** The most rules of a direction, peers of a rule, and ports of a rule. */
  readonly most: number
  readonly onlyName?: string
  /** Fields that pods by their labels must have. */
  readonly podFields: readonly string[]
  /** Whether the end of a range must be greater than its start. */
  readonly ordered: boolean
  /** How a port is named, and peers that do not go with that in either channel of definitions. */
  readonly portNames: readonly string[]
  readonly nameless: readonly string[]
}

const ofV1Alpha1 = {
  tier: false,
  ports: 'ports',
  most: 100,
  podFields: ['namespaceSelector', 'podSelector'],
  ordered: false,
  portNames: ['namedPort'],
  nameless: ['networks', 'nodes'],
} as const

/** Mirrors the definitions of network-policy-api v0.1.7, config/crd: v1alpha1, and of its successor: v1alpha2. */
const kinds: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ['AdminNetworkPolicy', { ...ofV1Alpha1, priority: true, actions: ['Allow', 'Deny', 'Pass'] }],
  ['BaselineAdminNetworkPolicy', { ...ofV1Alpha1, priority: false, actions: ['Allow', 'Deny'], onlyName: 'default' }],
  [
    'ClusterNetworkPolicy',
    {
      priority: true,
      tier: true,
      actions: ['Accept', 'Deny', 'Pass'],
      ports: 'protocols',
      most: 25,
      podFields: ['podSelector'],
      ordered: true,
      portNames: ['destinationNamedPort'],
      // the standard channel does not mind networks
      nameless: ['nodes', 'domainNames'],
    },
  ],
])
const mostNetworks = 25
const longestNetwork = 43
const longestName = 100
const highestPriority = 1000

/** What the definition of its kind makes the API server refuse in a policy of policy.networking.k8s.io, of any shape. */
export function adminPolicyMistakes(policy: unknown): readonly FieldError[] {
  const kind = kinds.get(memberOf(policy, 'kind'))
  if (kind === undefined) return []
  const check = new DefinitionCheck()
  const spec = objectIn(policy, 'spec')
  if (spec === undefined) return check.required(['spec']).errors
  if (kind.priority) check.range(spec, ['spec', 'priority'], 0, highestPriority)
  if (kind.tier) check.oneOf(spec, ['spec', 'tier'], ['Admin', 'Baseline'])
  const name = memberOf(objectIn(policy, 'metadata'), 'name')
  if (kind.onlyName !== undefined && typeof name === 'string' && name !== kind.onlyName)
    check.invalid(
      ['metadata', 'name'],
      goQuote(name),
      `Only one baseline admin network policy with metadata.name=${goQuote(kind.onlyName)} can be created in the cluster`
    )
  check.single(spec, ['spec', 'subject'])
  checkPods(check, kind, objectIn(spec, 'subject'), ['spec', 'subject'])
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    const rules = listIn(spec, direction)
    check.atMost(['spec', direction], rules, kind.most)
    for (const [i, rule] of rules.entries()) checkRule(check, kind, rule, ['spec', direction, i], peers)
  }
  return check.errors
}

function checkRule(check: DefinitionCheck, kind: Kind, rule: unknown, path: FieldPath, peersKey: 'from' | 'to'): void {
  check.oneOf(rule, [...path, 'action'], kind.actions)
  check.short([...path, 'name'], memberOf(rule, 'name'), longestName)
  const peers = memberOf(rule, peersKey)
  if (!Array.isArray(peers)) check.required([...path, peersKey])
  check.notEmpty([...path, peersKey], peers)
  check.atMost([...path, peersKey], listIn(rule, peersKey), kind.most)
  for (const [i, peer] of listIn(rule, peersKey).entries()) {
    const at = [...path, peersKey, i]
    check.single({ [i]: peer }, at)
    checkPods(check, kind, peer, at)
    checkNetworks(check, memberOf(peer, 'networks'), [...at, 'networks'])
  }
  check.notEmpty([...path, kind.ports], memberOf(rule, kind.ports))
  check.atMost([...path, kind.ports], listIn(rule, kind.ports), kind.most)
  for (const [i, port] of listIn(rule, kind.ports).entries()) checkPort(check, kind, port, [...path, kind.ports, i])
  const isNamed = listIn(rule, kind.ports).some(port => kind.portNames.some(name => memberOf(port, name) !== undefined))
  const isNameless = listIn(rule, peersKey).some(peer => kind.nameless.some(name => memberOf(peer, name) !== undefined))
  if (isNamed && isNameless) {
    const who = kind.nameless.includes('domainNames') ? 'networks/nodes/domainNames' : 'networks/nodes'
    check.invalid(path, '"object"', `${who} peer cannot be set with namedPorts since there are no namedPorts for ${who}`)
  }
}

/** The pods of a subject or of a peer. */
function checkPods(check: DefinitionCheck, { podFields }: Kind, value: unknown, path: FieldPath): void {
  const pods = objectIn(value, 'pods')
  if (pods !== undefined) check.all(pods, [...path, 'pods'], podFields)
}

function checkNetworks(check: DefinitionCheck, networks: unknown, path: FieldPath): void {
  if (!Array.isArray(networks)) return
  check.notEmpty(path, networks)
  check.atMost(path, networks, mostNetworks)
  const seen = new Set<unknown>()
  for (const [n, network] of networks.entries()) {
    if (typeof network !== 'string') continue
    check.short([...path, n], network, longestNetwork)
    if (cidrErrors(network).length > 0) check.invalid([...path, n], goQuote(network), 'Invalid CIDR format provided')
    if (seen.has(network)) check.duplicate([...path, n], network)
    seen.add(network)
  }
}

function checkPort(check: DefinitionCheck, { ordered }: Kind, port: unknown, path: FieldPath): void {
  check.single({ [path.at(-1)!]: port }, path)
  const number = objectIn(port, 'portNumber')
  if (number !== undefined) check.range(number, [...path, 'portNumber', 'port'], 1, 65535)
  checkRange(check, objectIn(port, 'portRange'), [...path, 'portRange'], ordered)
  for (const protocol of ['tcp', 'udp', 'sctp']) {
    const own = objectIn(port, protocol)
    if (own !== undefined) check.some(own, [...path, protocol])
    const destination = objectIn(own, 'destinationPort')
    if (destination === undefined) continue
    const at = [...path, protocol, 'destinationPort']
    check.single({ destinationPort: destination }, at)
    if (memberOf(destination, 'number') !== undefined) check.range(destination, [...at, 'number'], 1, 65535)
    checkRange(check, objectIn(destination, 'range'), [...at, 'range'], ordered)
  }
}

function checkRange(check: DefinitionCheck, range: Unchecked | undefined, path: FieldPath, ordered: boolean): void {
  if (range === undefined) return
  check.range(range, [...path, 'start'], 1, 65535)
  check.range(range, [...path, 'end'], 1, 65535)
  const [start, end] = [memberOf(range, 'start'), memberOf(range, 'end')]
  if (ordered && typeof start === 'number' && typeof end === 'number' && start >= end)
    check.invalid(path, '"object"', 'Start port must be less than End port')
}
