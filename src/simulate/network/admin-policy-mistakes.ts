import type { FieldError } from '../../k8s/field-error.ts'
import { type FieldPath, formatFieldPath } from '../../k8s/field-path.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import { cidrErrors } from '../../k8s/names/cidr.ts'
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
}

/** Mirrors the definitions of network-policy-api v0.1.7, config/crd/standard: v1alpha1 and v1alpha2. */
const kinds: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ['AdminNetworkPolicy', { priority: true, tier: false, actions: ['Allow', 'Deny', 'Pass'], ports: 'ports', most: 100 }],
  [
    'BaselineAdminNetworkPolicy',
    { priority: false, tier: false, actions: ['Allow', 'Deny'], ports: 'ports', most: 100, onlyName: 'default' },
  ],
  ['ClusterNetworkPolicy', { priority: true, tier: true, actions: ['Accept', 'Deny', 'Pass'], ports: 'protocols', most: 25 }],
])
const highestPriority = 1000

/** What the definition of its kind makes the API server refuse in a policy of policy.networking.k8s.io, of any shape. */
export function adminPolicyMistakes(policy: unknown): readonly FieldError[] {
  const kind = kinds.get(memberOf(policy, 'kind'))
  if (kind === undefined) return []
  const check = new Check()
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

function checkRule(check: Check, kind: Kind, rule: unknown, path: FieldPath, peersKey: 'from' | 'to'): void {
  check.oneOf(rule, [...path, 'action'], kind.actions)
  const peers = memberOf(rule, peersKey)
  if (!Array.isArray(peers)) check.required([...path, peersKey])
  else if (peers.length === 0)
    check.invalid([...path, peersKey], '0', `${formatFieldPath([...path, peersKey])} in body should have at least 1 items`)
  check.atMost([...path, peersKey], listIn(rule, peersKey), kind.most)
  for (const [i, peer] of listIn(rule, peersKey).entries()) {
    const at = [...path, peersKey, i]
    check.single({ [i]: peer }, at)
    for (const [n, network] of listIn(peer, 'networks').entries())
      if (typeof network === 'string' && cidrErrors(network).length > 0)
        check.invalid([...at, 'networks', n], goQuote(network), 'Invalid CIDR format provided')
  }
  check.atMost([...path, kind.ports], listIn(rule, kind.ports), kind.most)
  for (const [i, port] of listIn(rule, kind.ports).entries()) checkPort(check, port, [...path, kind.ports, i])
}

function checkPort(check: Check, port: unknown, path: FieldPath): void {
  check.single({ [path.at(-1)!]: port }, path)
  const number = objectIn(port, 'portNumber')
  if (number !== undefined) check.range(number, [...path, 'portNumber', 'port'], 1, 65535)
  checkRange(check, objectIn(port, 'portRange'), [...path, 'portRange'])
  for (const protocol of ['tcp', 'udp', 'sctp']) {
    const destination = objectIn(objectIn(port, protocol), 'destinationPort')
    if (destination === undefined) continue
    const at = [...path, protocol, 'destinationPort']
    check.single({ destinationPort: destination }, at)
    if (memberOf(destination, 'number') !== undefined) check.range(destination, [...at, 'number'], 1, 65535)
    checkRange(check, objectIn(destination, 'range'), [...at, 'range'])
  }
}

function checkRange(check: Check, range: Unchecked | undefined, path: FieldPath): void {
  if (range === undefined) return
  check.range(range, [...path, 'start'], 1, 65535)
  check.range(range, [...path, 'end'], 1, 65535)
  const [start, end] = [memberOf(range, 'start'), memberOf(range, 'end')]
  if (typeof start === 'number' && typeof end === 'number' && start >= end)
    check.invalid(path, '"object"', 'Start port must be less than End port')
}

/** Collects errors in the words of the server. */
class Check {
  readonly errors: FieldError[] = []

  required(path: FieldPath): this {
    return this.#add('FieldValueRequired', path, 'Required value')
  }

  invalid(path: FieldPath, value: string, detail: string): this {
    return this.#add('FieldValueInvalid', path, `Invalid value: ${value}: ${detail}`)
  }

  /** A number that must be there. */
  range(parent: unknown, path: FieldPath, least: number, most: number): void {
    const value = memberOf(parent, String(path.at(-1)))
    if (value === undefined || value === null) this.required(path)
    else if (typeof value === 'number' && value < least)
      this.invalid(path, `${value}`, `${formatFieldPath(path)} in body should be greater than or equal to ${least}`)
    else if (typeof value === 'number' && value > most)
      this.invalid(path, `${value}`, `${formatFieldPath(path)} in body should be less than or equal to ${most}`)
  }

  /** A word that must be there. */
  oneOf(parent: unknown, path: FieldPath, words: readonly string[]): void {
    const value = memberOf(parent, String(path.at(-1)))
    if (value === undefined || value === null) this.required(path)
    else if (typeof value === 'string' && !words.includes(value))
      this.#add('FieldValueNotSupported', path, `Unsupported value: ${goQuote(value)}: supported values: ${words.map(goQuote).join(', ')}`)
  }

  /** An object of which exactly one field must be set. */
  single(parent: unknown, path: FieldPath): void {
    const value = memberOf(parent, String(path.at(-1)))
    if (value === undefined || value === null) {
      this.required(path)
      return
    }
    const count = typeof value === 'object' ? Object.keys(value).length : 0
    if (count === 0) this.invalid(path, '0', `${formatFieldPath(path)} in body should have at least 1 properties`)
    if (count > 1) this.#add('FieldValueTooMany', path, `Too many: ${count}: must have at most 1 items`)
  }

  atMost(path: FieldPath, list: readonly unknown[], most: number): void {
    if (list.length > most) this.#add('FieldValueTooMany', path, `Too many: ${list.length}: must have at most ${most} items`)
  }

  #add(reason: FieldError['reason'], path: FieldPath, message: string): this {
    this.errors.push({ reason, field: formatFieldPath(path), message, path })
    return this
  }
}
