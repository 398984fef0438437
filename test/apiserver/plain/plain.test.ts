import { describe, expect, test } from 'vitest'
import { handle } from '../../../src/apiserver/handle.ts'
import { loadStrategy } from '../../../src/apiserver/load-strategy.ts'
import type { ServerRequest } from '../../../src/apiserver/request.ts'
import type { StageContext, Strategy } from '../../../src/apiserver/strategy.ts'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import type { KubernetesVersion } from '../../../src/k8s/version.ts'
import { decode } from '../../../src/schema/decode.ts'
import { findResourceType } from '../../../src/schema/resource-types.ts'
import { application } from '../../bench/objects.ts'
import { Random } from '../../bench/random.ts'
import { viewOf } from '../request-of.ts'
import { richObjects } from './rich-objects.ts'

type Json = unknown

const versions: readonly KubernetesVersion[] = [29, 31, 33, 34, 36].map(minor => ({ major: 1, minor }))
const random = new Random(11)
const objects = [
  ...['atlas-1', 'cedar-2', 'iris-3', 'maple-4', 'reef-5', 'tidal-6'].flatMap(name => application(name, 'shop', random)),
  ...richObjects,
].filter(({ apiVersion }) => !String(apiVersion).includes('example.com'))

/** What people write that is wrong somewhere. */
const odd: readonly Json[] = [
  ...[
    '',
    'Upper',
    '-x',
    'a.b',
    'a/b',
    'a/b/c',
    'a b',
    '..',
    '../x',
    '0',
    '0.5',
    '-1',
    '1Pi',
    '100%',
    '101%',
    'None',
    'Always',
    'x'.repeat(64),
  ],
  ...[
    'x'.repeat(254),
    'ä',
    'v2',
    'Exists',
    'DoesNotExist',
    'Local',
    'ClientIP',
    'ExternalName',
    'Recreate',
    'Indexed',
    '10.0.0.1/8',
    '::/0',
  ],
  ...[-1, 0, 2, 1.5, 600, 70_000, 2 ** 31, true, false, [], {}, ['x'], ['CAP_SYS_ADMIN'], { a: 'b' }, { 'A/B/C': 'x y' }],
]

/** Fields of all sorts of structs, each with a value that somebody looks at. */
const more: readonly (readonly [string, Json])[] = [
  ['hostNetwork', true],
  ['hostPort', 80],
  ['nodePort', 30_000],
  ['generateName', 'x-'],
  ['finalizers', ['x']],
  ['ownerReferences', [{ apiVersion: 'v1', kind: 'Event', name: 'x', uid: 'u' }]],
  ['restartPolicy', 'Never'],
  ['activeDeadlineSeconds', 0],
  ['subPath', '/x'],
  ['mountPropagation', 'Bidirectional'],
  ['privileged', true],
  ['procMount', 'Unmasked'],
  ['stringData', { 'a b': 'c' }],
  ['binaryData', { token: 'eA==' }],
  ['externalName', 'x'],
  ['externalIPs', ['1.1.1.1']],
  ['loadBalancerIP', '01.1.1.1'],
  ['healthCheckNodePort', 1],
  ['externalTrafficPolicy', 'Local'],
  ['endPort', 1],
  ['nonResourceURLs', ['/']],
  ['matchExpressions', [{ key: 'a', operator: 'In' }]],
  ['matchLabelKeys', ['a']],
  ['minDomains', 1],
  ['tolerationSeconds', 1],
  ['manualSelector', true],
  ['timeZone', 'Nowhere'],
  ['annotations', { 'service.kubernetes.io/topology-aware-hints': 'auto', 'kubernetes.io/ingress.class': 'x' }],
  ['annotations', { 'seccomp.security.alpha.kubernetes.io/pod': 'x', 'kubernetes.io/enforce-mountable-secrets': 'true' }],
  ['value', 'x'],
  ['hostIP', '1.1.1.1'],
  ['dnsConfig', { nameservers: ['01.1.1.1'] }],
  ['hostAliases', [{ ip: 'x' }]],
  ['gitRepo', { repository: 'x' }],
  ['exec', { command: [] }],
  ['terminationGracePeriodSeconds', -1],
  ['aggregationRule', {}],
  ['ephemeralContainers', [{ name: 'e', image: 'i' }]],
]

function* variants(value: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    yield [...value, ...value]
    for (const [index, item] of value.entries()) for (const other of changes(item)) yield value.with(index, other)
    return
  }
  const struct = value as Readonly<Record<string, Json>>
  for (const [key, member] of Object.entries(struct)) {
    const { [key]: _, ...rest } = struct
    yield rest
    for (const other of changes(member)) yield { ...struct, [key]: other }
  }
  for (const [key, member] of more) if (!Object.hasOwn(struct, key)) yield { ...struct, [key]: member }
}

function* changes(value: Json): Generator<Json> {
  yield* odd
  yield* variants(value)
}

const strategies = new Map<string, Strategy>()

async function strategyOf(object: KubernetesObject): Promise<Strategy> {
  const key = `${object.apiVersion} ${object.kind}`
  const known = strategies.get(key) ?? (await loadStrategy(findResourceType(object.apiVersion!, object.kind!, versions[0]!)!, undefined))
  strategies.set(key, known)
  return known
}

function requestFor(value: KubernetesObject, { defaults }: Strategy, version: KubernetesVersion): ServerRequest | undefined {
  const type = findResourceType(value.apiVersion!, value.kind!, version)!
  const { object, errors } = decode(value, type, { version })
  if (errors.length > 0) return undefined
  const { namespace = 'default', name = null } = object.metadata ?? {}
  const filled = defaults?.(object, { type, version }) ?? object
  return { operation: 'create', type, object: filled, namespace: type.namespaced ? namespace : null, name, decodeErrors: [] }
}

/** What is said of an object at a glance and at a close look, and whether a glance was enough. */
function answers(value: KubernetesObject, strategy: Strategy, version: KubernetesVersion): readonly [string, string, boolean] | undefined {
  const request = requestFor(value, strategy, version)
  if (request === undefined) return undefined
  let isPlain = false
  const glancing: Strategy = {
    ...strategy,
    isPlain: object => {
      isPlain = strategy.isPlain?.(object) === true
      return isPlain
    },
  }
  const { isPlain: _, ...looking } = strategy
  const context: StageContext = { view: viewOf([], 'open'), version }
  const verdict = (by: Strategy): string => JSON.stringify(handle(request, by, [], context))
  return [verdict(glancing), verdict(looking), isPlain]
}

describe('an object that looks plain', () => {
  test.each(objects.map(object => [object['kind'] as string, object]))(
    'is one of which nothing can be said: %s',
    async (_kind, written) => {
      const object = written as KubernetesObject
      const strategy = await strategyOf(object)
      for (const version of versions) {
        const [glance, look, isPlain] = answers(object, strategy, version)!
        expect(isPlain).toBe(true)
        expect(glance).toBe(look)
      }
      const choose = new Random(3)
      const share = Math.min(1, 400 / [...variants(object)].length)
      for (const variant of variants(object)) {
        if (!choose.chance(share)) continue
        const { apiVersion, kind } = variant as KubernetesObject
        if (apiVersion !== object.apiVersion || kind !== object.kind) continue
        const compared = answers(variant as KubernetesObject, strategy, choose.pick(versions))
        if (compared !== undefined) expect(compared[0], JSON.stringify(variant)).toBe(compared[1])
      }
    }
  )
})
