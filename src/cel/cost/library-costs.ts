import { type CelType, parametersOf, sameType } from '../types.ts'
import {
  add,
  type CallEstimate,
  type CostNode,
  type Estimate,
  fixed,
  listBaseCost,
  multiply,
  regexFactor,
  scale,
  stringFactor,
  structBaseCost,
  union,
} from './estimate.ts'
import { nominalFunctions } from './nominal-functions.ts'

/** One call as Kubernetes' estimates see it. */
export interface LibraryCall {
  readonly name: string
  readonly overload: string
  readonly target: CostNode | undefined
  readonly args: readonly CostNode[]
  sizeOf(node: CostNode): Estimate
}

const checkCost = 350_000
const longestFormat = 64
const longestFormatPattern = 128
const addressSize: Estimate = { min: 4, max: 16 }
const fixedEquality = /^kubernetes\.(?:Quantity|Semver|authorization\.)/

/** What a call of a library function costs besides its arguments; undefined where libraries say nothing of it. Mirrors apiserver pkg/cel/library/cost.go EstimateCallCost, v1.36. */
export function libraryCallCost(call: LibraryCall): CallEstimate | undefined {
  return listsOrSetsCost(call) ?? kubernetesCost(call)
}

/** Mirrors cel-go ext/lists.go and ext/sets.go, v0.26. */
function listsOrSetsCost({ overload, target, args, sizeOf }: LibraryCall): CallEstimate | undefined {
  switch (overload) {
    case 'list_sets_contains_list':
    case 'list_sets_intersects_list':
      return { cost: add(multiply(sizeOf(args[0]!), sizeOf(args[1]!)), fixed(1)) }
    case 'list_sets_equivalent_list':
      return { cost: add(scale(multiply(sizeOf(args[0]!), sizeOf(args[1]!)), 2), fixed(1)) }
    case 'list_slice': {
      const start = wholeNumber(args[0]!, 0)
      const end = wholeNumber(args[1]!, sizeOf(target!).max)
      return newList(1, fixed(end < start ? Number.POSITIVE_INFINITY : end - start))
    }
    case 'lists_range':
      return newList(1, fixed(wholeNumber(args[0]!, Number.POSITIVE_INFINITY)))
    case 'list_reverse':
      return newList(1, sizeOf(target!))
    case 'list_flatten':
      return newList(1, sizeOf(target!))
    case 'list_flatten_int':
      return newList(wholeNumber(args[0]!, Number.POSITIVE_INFINITY), sizeOf(target!))
    case 'list_distinct':
      return newList(2, multiply(sizeOf(target!), sizeOf(target!)))
    default:
      return sortCost(overload, target, args, sizeOf)
  }
}

function sortCost(
  overload: string,
  target: CostNode | undefined,
  args: readonly CostNode[],
  sizeOf: LibraryCall['sizeOf']
): CallEstimate | undefined {
  const [, type, by] = /^list_(.+)_sort(ByAssociatedKeys)?$/.exec(overload) ?? []
  if (type === undefined) return undefined
  const size = sizeOf(by === undefined ? target! : args[0]!)
  return newList(type === 'string' || type === 'bytes' ? 2 + stringFactor : 2, multiply(size, size))
}

function newList(factor: number, size: Estimate): CallEstimate {
  return { cost: add(scale(size, factor), fixed(1 + listBaseCost)), size }
}

function wholeNumber(node: CostNode, otherwise: number): number {
  if (node.expr?.kind !== 'literal' || typeof node.expr.value !== 'bigint') return otherwise
  return Math.max(0, Number(node.expr.value))
}

function kubernetesCost(call: LibraryCall): CallEstimate | undefined {
  const { name, overload, target, args, sizeOf } = call
  if (nominalFunctions.has(name) || overload === 'cidr_ip') return { cost: fixed(1) }
  switch (name) {
    case 'check':
      return { cost: fixed(checkCost) }
    case 'fieldSelector':
    case 'labelSelector':
      return args.length === 1 ? { cost: selectorCost(sizeOf(args[0]!)) } : undefined
    case 'isSorted':
    case 'sum':
    case 'max':
    case 'min':
    case 'indexOf':
    case 'lastIndexOf':
      return target === undefined ? undefined : { cost: traversalCost(call, target) }
    case 'url':
    case 'jsonpatch.escapeKey':
      return sameSize(sizeOf(args[0]!))
    case 'lowerAscii':
    case 'upperAscii':
    case 'substring':
    case 'trim':
      return target === undefined ? undefined : sameSize(sizeOf(target))
    case 'replace':
      return target === undefined || args.length < 2 ? undefined : replaceCost(call, target)
    case 'split':
      return target === undefined ? undefined : splitCost(call, target)
    case 'join':
      return target === undefined ? undefined : joinCost(call, target)
    case 'find':
    case 'findAll':
      return target === undefined ? undefined : findCost(call, target)
    case 'cidr':
    case 'isIP':
    case 'isCIDR':
    case 'ip':
    case 'quantity':
    case 'isQuantity':
    case 'semver':
    case 'isSemver':
      return args.length === 0 ? undefined : { cost: scale(sizeOf(args[0]!), stringFactor) }
    case 'ip.isCanonical':
      return { cost: scale(sizeOf(args[0]!), 2 * stringFactor) }
    case 'containsIP':
    case 'containsCIDR':
      return { cost: containmentCost(call) }
    case 'validate':
      return { cost: scale(scale(sizeOf(args[0]!), stringFactor), longestFormatPattern * regexFactor) }
    case '_==_':
      return equalityCost(args)
    default:
      return undefined
  }
}

function sameSize(size: Estimate): CallEstimate {
  return { cost: scale(size, stringFactor), size }
}

/** A selector is parsed into requirements, each a struct with a list. */
function selectorCost(length: Estimate): Estimate {
  const requirements = scale(length, 0.5)
  return add(add(fixed(listBaseCost), scale(length, stringFactor)), scale(requirements, listBaseCost + structBaseCost))
}

function traversalCost({ sizeOf }: LibraryCall, target: CostNode): Estimate {
  const element = elementOf(target)
  if (element === undefined) return scale(sizeOf(target), stringFactor)
  const { kind } = element.type
  const each = kind === 'string' || kind === 'bytes' ? add(fixed(1), scale(sizeOf(element), stringFactor)) : fixed(1)
  return multiply(sizeOf(target), each)
}

/** What a list holds, as a node of its own. */
function elementOf({ type, path }: CostNode): CostNode | undefined {
  const element: CelType | undefined = parametersOf(type)[0]
  if (element === undefined) return undefined
  return { type: element, path: path.length === 0 ? [] : [...path, '@items'], expr: undefined, size: undefined }
}

function replaceCost({ args, sizeOf }: LibraryCall, target: CostNode): CallEstimate {
  const size = sizeOf(target)
  const [from, to] = [sizeOf(args[0]!), sizeOf(args[1]!)]
  const most = from.min === 0 ? [size.max + 1, size.max] : to.max <= from.min ? [0, size.max] : [Math.ceil(size.max / from.min), 0]
  const least = from.max === 0 ? [size.min + 1, size.min] : from.max <= to.min ? [0, size.min] : [shortest(size.min, from.max), 0]
  const counts = { min: least[0]!, max: most[0]! }
  const kept = { min: least[1]!, max: most[1]! }
  return { cost: scale(size, 2 * stringFactor), size: add(multiply(counts, to), kept) }
}

/** How often at least; what has no bound is some number of 64 bits. */
function shortest(size: number, longest: number): number {
  return longest === Number.POSITIVE_INFINITY ? Math.sign(size) : Math.ceil(size / longest)
}

function splitCost({ args, sizeOf }: LibraryCall, target: CostNode): CallEstimate {
  const size = sizeOf(target)
  const limit = args[1]?.expr
  const most = limit?.kind === 'literal' && typeof limit.value === 'bigint' ? limit.value : undefined
  const max = most === undefined ? size.max : most < 0n ? Number.POSITIVE_INFINITY : Number(most)
  return { cost: scale(size, 2 * stringFactor), size: { min: 0, max } }
}

function joinCost({ args, sizeOf }: LibraryCall, target: CostNode): CallEstimate {
  const list = sizeOf(target)
  const element = elementOf(target)
  const texts = element === undefined ? fixed(0) : multiply(list, sizeOf(element))
  const separators = { min: Math.max(0, list.min - 1), max: Math.max(0, list.max - 1) }
  const size = args.length === 0 ? texts : add(texts, multiply(sizeOf(args[0]!), separators))
  return { cost: scale(size, stringFactor), size }
}

function findCost({ args, sizeOf }: LibraryCall, target: CostNode): CallEstimate {
  const size = sizeOf(target)
  const text = scale(add(size, fixed(1)), stringFactor)
  return { cost: multiply(text, scale(sizeOf(args[0]!), regexFactor)), size: { min: 0, max: size.max } }
}

function containmentCost({ name, overload, args, sizeOf }: LibraryCall): Estimate {
  const compared = scale(add(addressSize, addressSize), stringFactor)
  const masked = name === 'containsCIDR' ? add(add(compared, scale(addressSize, stringFactor)), fixed(1)) : compared
  const parses = overload === 'cidr_contains_ip_string' || overload === 'cidr_contains_cidr_string'
  return parses ? add(masked, scale(sizeOf(args[0]!), stringFactor)) : masked
}

function equalityCost(args: readonly CostNode[]): CallEstimate | undefined {
  const [left, right] = args as readonly [CostNode, CostNode]
  if (!sameType(left.type, right.type) || !('name' in left.type)) return undefined
  const { kind, name } = left.type
  if (kind === 'opaque') return name === 'net.IP' || name === 'net.CIDR' ? { cost: fixed(1) } : undefined
  if (fixedEquality.test(name)) return { cost: fixed(1) }
  if (name === 'kubernetes.NamedFormat') return { cost: scale({ min: 1, max: longestFormat }, stringFactor) }
  if (name !== 'kubernetes.URL') return undefined
  const size = right.size === undefined ? fixed(1) : union(right.size, right.size)
  return { cost: scale({ min: 1, max: size.max }, stringFactor) }
}
