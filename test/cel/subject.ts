import { readType } from '../../src/cel/declarations/read.ts'
import { type CelEnvironment, type CelValue, compile, dynamicValue, type Program } from '../../src/cel/index.ts'
import { formatDuration } from '../../src/cel/run/duration.ts'
import { formatDouble } from '../../src/cel/run/show-value.ts'
import { formatTimestamp } from '../../src/cel/run/timestamp.ts'
import { typeName, valuesOf } from '../../src/cel/values.ts'
import { goQuote } from '../../src/k8s/go-quote.ts'

const types: Readonly<Record<string, string>> = {
  self: 'dyn',
  object: 'dyn',
  oldObject: 'dyn',
  oldSelf: 'dyn',
  params: 'dyn',
  request: 'dyn',
  a: 'dyn',
  x: 'int',
  y: 'int',
  b: 'bool',
  s: 'string',
  input: 'string',
  l: 'list(string)',
  li: 'list(int)',
  m: 'map(string,string)',
  ml: 'map(string,list(string))',
  d: 'duration',
  t: 'timestamp',
  authorizer: 'kubernetes.authorization.Authorizer',
}

/** The variables of the cases, for a server one minor newer than the libraries that it lets new expressions use. */
export const environment: CelEnvironment = {
  version: { minor: 37 },
  variables: new Map(Object.entries(types).map(([name, type]) => [name, readType(type)])),
}

/** Their values. */
export const bindings: ReadonlyMap<string, CelValue> = new Map(
  Object.entries({
    self: { a: 1, s: 'text', l: [1, 2], val: 3, m: { k: 'v' } },
    object: { metadata: { name: 'n' }, spec: { replicas: 3 } },
    oldObject: null,
    oldSelf: { a: 2 },
    params: { data: { max: '3' } },
    request: { name: 'n' },
    a: { b: 1 },
    x: 1,
    y: 2,
    b: true,
    s: 'hello',
    input: 'in',
    l: ['a', 'b'],
    li: [3, 1, 2],
    m: { a: 'b' },
    ml: { a: ['x'] },
  }).map(([name, value]) => [name, dynamicValue(value)])
)

/** Compiles what must compile. */
export function compiled(expression: string, within: CelEnvironment = environment): Program {
  const result = compile(expression, within)
  if ('text' in result) throw new Error(result.text)
  return result.program
}

/** A value as the cases write it. */
export function shown(value: CelValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return goQuote(value)
  if (typeof value === 'number') return `double ${formatDouble(value)}`
  if (typeof value !== 'object') return String(value)
  switch (value.kind) {
    case 'bytes':
      return `b${goQuote(Buffer.from(value.bytes).toString())}`
    case 'optional':
      return value.value === undefined ? 'optional.none' : `optional(${shown(value.value)})`
    case 'uint':
      return `${value.value}u`
    case 'list':
      return `[${valuesOf(value).map(shown).join(', ')}]`
    case 'map':
      return 'map true'
    case 'timestamp':
      return `google.protobuf.Timestamp ${formatTimestamp(value)}`
    case 'duration':
      return `google.protobuf.Duration ${formatDuration(value.nanos)}`
    default:
      return typeName(value)
  }
}
