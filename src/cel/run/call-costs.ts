import { nominalFunctions } from '../cost/nominal-functions.ts'
import { type CelValue, isKind, sizeOf, valuesOf } from '../values.ts'

const checkCost = 350_000
const stringFactor = 0.1
const regexFactor = 0.25
const listBaseCost = 10
const orderOfTexts = /^(?:less|greater)(?:_equals)?_(?:string|bytes)$|^(?:not_)?equals$/
const comparedAsOne = new Set(['quantity', 'ip', 'cidr', 'format', 'url', 'semver', 'authorization'])

/** What a call cost. Mirrors cel-go interpreter/runtimecost.go costCall with apiserver pkg/cel/library/cost.go CallCost, v1.36. */
export function callCost(name: string, overload: string, args: readonly CelValue[], result: CelValue): number {
  return listOrSetCost(overload, args, result) ?? libraryCost(name, overload, args, result) ?? standardCost(overload, args)
}

function size(value: CelValue | undefined): number {
  if (value === undefined) return 1
  return sizeOf(value) ?? (isKind(value, 'optional') && value.value !== undefined ? size(value.value) : 1)
}

function traversed(count: number, times = 1): number {
  return Math.ceil(count * times * stringFactor)
}

function listOrSetCost(overload: string, args: readonly CelValue[], result: CelValue): number | undefined {
  switch (overload) {
    case 'list_sets_contains_list':
    case 'list_sets_intersects_list':
      return 1 + size(args[0]) * size(args[1])
    case 'list_sets_equivalent_list':
      return 1 + size(args[0]) * size(args[1]) * 2
    case 'list_slice':
    case 'lists_range':
    case 'list_reverse':
      return size(result) + 1 + listBaseCost
    case 'list_flatten':
      return size(args[0]) + 1 + listBaseCost
    case 'list_flatten_int':
      return Math.floor(size(args[0]) * Number(args[1])) + 1 + listBaseCost
    case 'list_distinct':
      return selfComparison(args[0])
  }
  const sort = /^list_.+_sort(ByAssociatedKeys)?$/.exec(overload)
  return sort === null ? undefined : selfComparison(sort[1] === undefined ? args[0] : args[1])
}

function selfComparison(list: CelValue | undefined): number {
  const count = size(list)
  const first = isKind(list, 'list') && list.size > 0 ? list.at(0) : undefined
  const texts = typeof first === 'string' || isKind(first, 'bytes')
  return Math.floor(count * count * (texts ? 2 + stringFactor : 2)) + 1 + listBaseCost
}

function libraryCost(name: string, overload: string, args: readonly CelValue[], result: CelValue): number | undefined {
  if (nominalFunctions.has(name) || overload === 'cidr_ip') return 1
  switch (name) {
    case 'check':
      return checkCost
    case 'fieldSelector':
    case 'labelSelector':
      return args.length < 2 ? undefined : listBaseCost + traversed(size(args[1])) + Math.ceil(Math.ceil(size(args[1]) * 0.5) * 50)
    case 'isSorted':
    case 'sum':
    case 'max':
    case 'min':
    case 'indexOf':
    case 'lastIndexOf':
      return args.length === 0 ? 0 : traversalCost(args[0]!)
    case 'url':
    case 'lowerAscii':
    case 'upperAscii':
    case 'substring':
    case 'trim':
    case 'jsonpatch.escapeKey':
    case 'cidr':
    case 'isIP':
    case 'isCIDR':
    case 'ip':
    case 'quantity':
    case 'isQuantity':
    case 'semver':
    case 'isSemver':
      return traversed(size(args[0]))
    case 'replace':
    case 'split':
    case 'ip.isCanonical':
      return traversed(size(args[0]), 2)
    case 'join':
      return traversed(size(result), 2)
    case 'find':
    case 'findAll':
      return searchCost(args)
    case 'containsIP':
    case 'containsCIDR':
      return containmentCost(name, overload, args)
    case 'validate':
      return isKind(args[0], 'format') ? traversed(1 + size(args[1])) * Math.ceil(args[0].format.patternSize * regexFactor) : undefined
    case '_==_': {
      const [left] = args
      return typeof left === 'object' && left !== null && comparedAsOne.has(left.kind) ? 1 : undefined
    }
    default:
      return undefined
  }
}

function searchCost(args: readonly CelValue[]): number {
  return traversed(1 + size(args[0])) * Math.ceil(size(args[1]) * regexFactor)
}

function containmentCost(name: string, overload: string, args: readonly CelValue[]): number {
  const network = size(args[0])
  const masked = name === 'containsCIDR' ? traversed(network) + 1 : 0
  const parsed = overload.endsWith('_string') ? traversed(size(args[1])) : 0
  return traversed(network, 2) + masked + parsed
}

/** What one look at everything inside a value costs. */
function traversalCost(value: CelValue): number {
  if (typeof value === 'string') return Math.floor(Buffer.byteLength(value) * stringFactor)
  if (isKind(value, 'bytes')) return Math.floor(value.bytes.length * stringFactor)
  if (isKind(value, 'list')) return valuesOf(value).reduce<number>((cost, element) => cost + traversalCost(element), 0)
  if (!isKind(value, 'map')) return 1
  return value.keys().reduce<number>((cost, key) => cost + traversalCost(key) + traversalCost(value.get(key) ?? null), 0)
}

function standardCost(overload: string, args: readonly CelValue[]): number {
  switch (overload) {
    case 'starts_with_string':
    case 'ends_with_string':
    case 'string_to_bytes':
    case 'bytes_to_string':
    case 'strings_quote':
    case 'string_format':
      return traversed(size(args[0]))
    case 'in_list':
      return size(args[1])
    case 'add_string':
    case 'add_bytes':
      return traversed(size(args[0]) + size(args[1]))
    case 'matches_string':
      return searchCost(args)
    case 'contains_string':
      return traversed(size(args[0])) * traversed(size(args[1]))
    default:
      return orderOfTexts.test(overload) ? traversed(Math.min(size(args[0]), size(args[1]))) : 1
  }
}
