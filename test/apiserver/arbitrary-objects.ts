import type { ResourceType } from '../../src/schema/resource-type.ts'
import { nodeKinds, schemaTable, type TypeNode } from '../../src/schema/table.ts'

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number

/** Mirrors mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const keys = [
  'app',
  'a/b',
  '__proto__',
  'constructor',
  'toString',
  'cpu',
  'requests.storage',
  'hugepages-2Mi',
  'x/y/z',
  '',
  'kubernetes.io/arch',
]
const texts = [
  ...[
    '',
    'a',
    'web',
    'default',
    'A_B',
    '-lead',
    'x'.repeat(300),
    '\u0000',
    '😀',
    '\ud800',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '<uid>',
  ],
  ...[
    'None',
    'ClusterIP',
    'ExternalName',
    'LoadBalancer',
    'Always',
    'Never',
    'Indexed',
    'Exists',
    'In',
    'Gt',
    'RollingUpdate',
    'Recreate',
    'OnDelete',
  ],
  ...[
    '10.0.0.1',
    '::1',
    '10.0.0.0/8',
    '300.1.1.1',
    '1.2.3.4/99',
    '80',
    '50%',
    '-1',
    '* * * * *',
    '@daily',
    'TZ=x * * * * *',
    'Europe/Berlin',
    '/a/../b',
  ],
  ...[
    'apps/v1',
    'v1',
    'Deployment',
    'Pod',
    'IPv4',
    'IPv6',
    'TCP',
    'kubernetes.io/tls',
    'Opaque',
    '*',
    'a.b.c',
    '(',
    'object.x ==',
    '{"a":',
    'e30=',
  ],
]
const numbers = [0, 1, -1, 2, 80, 443, 65_535, 65_536, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53, 1e308, 0.5, -0]
const quantities = ['1', '0', '-1', '100m', '1Gi', '1e3', '1.5', '0.1m', '1e1000', '9999999999999999999', 'abc', '1 Gi', '']
const times = ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00.123456Z', '<time>', 'now', '']
const deepest = 9

/** An object of a kind with values in any of its fields: most fit their type, some are anything. */
export function arbitraryObject(type: ResourceType, random: Random): unknown {
  const table = schemaTable(36)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const anything = (depth: number): unknown => {
    const kind = Math.floor(random() * (depth > 3 ? 5 : 7))
    if (kind === 0) return null
    if (kind === 1) return pick(numbers)
    if (kind === 2) return random() < 0.5
    if (kind < 5) return pick(texts)
    if (kind === 5) return Array.from({ length: Math.floor(random() * 3) }, () => anything(depth + 1))
    return struct(Array.from({ length: Math.floor(random() * 3) }, () => [pick(keys), anything(depth + 1)]))
  }
  const fitting = (node: TypeNode, depth: number, share: number): unknown => {
    if (random() < share) return anything(0)
    switch (node.kind) {
      case nodeKinds.list:
        return Array.from({ length: depth > deepest ? 0 : Math.floor(random() * 3) }, () => fitting(node.of!, depth + 1, share))
      case nodeKinds.map:
        return struct(Array.from({ length: Math.floor(random() * 3) }, () => [pick(keys), fitting(node.of!, depth + 1, share)]))
      case nodeKinds.struct: {
        const fields = [...table.definition(node.definition).fields.values()]
        const wanted = depth === 0 ? 0.8 : Math.min(0.5, 4 / fields.length)
        const chosen = depth > deepest ? [] : fields.filter(({ required }) => random() < (required ? 0.8 : wanted))
        return struct(
          chosen.map(field => [
            field.name,
            field.enum !== undefined && random() < 0.6 ? enumValue(field, depth) : fitting(field.type, depth + 1, share),
          ])
        )
      }
      case nodeKinds.int32:
      case nodeKinds.int64:
      case nodeKinds.float64:
        return pick(numbers)
      case nodeKinds.boolean:
        return random() < 0.5
      case nodeKinds.intOrString:
        return pick<unknown>([...numbers, '50%', '80', 'http'])
      case nodeKinds.quantity:
        return pick<unknown>([...quantities, ...numbers])
      case nodeKinds.time:
      case nodeKinds.microTime:
        return pick(times)
      case nodeKinds.text:
      case nodeKinds.bytes:
        return pick(texts)
      default:
        return depth > deepest ? {} : random() < 0.5 ? anything(0) : fitting(table.jsonSchema, depth + 2, share)
    }
  }
  const enumValue = (field: { readonly enum?: readonly string[] | undefined; readonly type: TypeNode }, depth: number): unknown => {
    const word = pick(field.enum!)
    return field.type.kind === nodeKinds.list ? [word] : field.type.kind === nodeKinds.text ? word : fitting(field.type, depth + 1, 0)
  }
  const root = table.kind(type.apiVersion, type.kind)!.type
  const object = fitting(root, 0, 0) as Record<string, unknown>
  const metadata = typeof object['metadata'] === 'object' ? object['metadata'] : {}
  const spoiled = random() < 0.3 ? (fitting(root, 0, 0.03) as object) : object
  const kept = typeof spoiled === 'object' && spoiled !== null ? spoiled : {}
  const name = random() < 0.9 ? { name: 'x', namespace: 'default' } : {}
  return { ...kept, apiVersion: type.apiVersion, kind: type.kind, metadata: { ...(metadata as object), ...name } }
}

/** An object of these members, also of one that is called `__proto__`. */
function struct(members: readonly (readonly [string, unknown])[]): object {
  const object = {}
  for (const [key, value] of members) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  return object
}
