import { isObject, orList, shown } from './option-reader.ts'
import { UsageError } from './settings.ts'

const queryProtocols = ['TCP', 'UDP', 'SCTP'] as const

/** A question about who can talk to whom. */
export interface ReachQuery {
  readonly id: unknown
  readonly from: string
  readonly to: string
  readonly protocol: (typeof queryProtocols)[number]
  readonly port: number
}

/** A question and the verdict that it must have. */
export interface ReachAssertion extends ReachQuery {
  readonly expect: 'allow' | 'deny' | 'depends'
}

/** Checks the content of a file of queries, or of a job's `queries`. */
export function parseReachQueries(raw: unknown): readonly ReachQuery[] {
  if (!Array.isArray(raw)) throw new UsageError(`queries must be a list, not ${shown(raw)}.`)
  return raw.map((item, index) => queryOf(item, index, 'queries'))
}

/** Checks the content of a file of assertions. */
export function parseReachAssertions(raw: unknown): readonly ReachAssertion[] {
  if (!Array.isArray(raw)) throw new UsageError(`The assertions must be a list, not ${shown(raw)}.`)
  return raw.map((item, index) => {
    const query = queryOf(item, index, 'assertions')
    const expect = (['allow', 'deny', 'depends'] as const).find(verdict => isObject(item) && item['expect'] === verdict)
    if (expect === undefined) throw new UsageError(`assertions[${index}] needs "expect": allow, deny or depends.`)
    return { ...query, expect }
  })
}

function queryOf(item: unknown, index: number, list: string): ReachQuery {
  const wanted = `{ "id", "from", "to", "protocol", "port" }`
  if (!isObject(item)) throw new UsageError(`${list}[${index}] must be ${wanted}, not ${shown(item)}.`)
  const { id = index, from, to, port } = item
  const protocol = queryProtocols.find(known => known === (item['protocol'] ?? 'TCP'))
  const problem =
    typeof from !== 'string'
      ? '"from", an end'
      : typeof to !== 'string'
        ? '"to", an end'
        : protocol === undefined
          ? `"protocol": ${orList(queryProtocols)}`
          : typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535
            ? '"port", a number from 1 to 65535'
            : undefined
  if (problem !== undefined) throw new UsageError(`${list}[${index}] needs ${problem}.`)
  const end = 'NS/POD, NS/NAME[KIND], ip:ADDRESS or svc:NS/NAME'
  for (const text of [from, to] as string[])
    if (!isEnd(text)) throw new UsageError(`${list}[${index}]: an end is ${end}, not ${shown(text)}.`)
  return { id, from: from as string, to: to as string, protocol: protocol!, port: port as number }
}

function isEnd(text: string): boolean {
  return text.startsWith('ip:') || /^(svc:)?[^/]+\/[^/]+$/.test(text)
}
