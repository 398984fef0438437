import type { Call } from '../ast.ts'
import type { Coster } from './coster.ts'
import {
  add,
  type CallEstimate,
  type CostNode,
  type Estimate,
  fixed,
  multiply,
  regexFactor,
  scale,
  stringFactor,
  union,
  unknownSize,
} from './estimate.ts'

/** One call as its estimate sees it. */
export interface EstimatedCall {
  readonly node: Call
  readonly overload: string
  readonly target: CostNode | undefined
  readonly args: readonly CostNode[]
  readonly costs: readonly Estimate[]
}

const orderOfTexts = /^(?:less|greater)(?:_equals)?_(?:string|bytes)$|^(?:not_)?equals$/

/** What a call of the language's own functions costs, its arguments included. Mirrors cel-go checker/cost.go functionCost, v0.26. */
export function standardCallCost(coster: Coster, call: EstimatedCall): CallEstimate {
  const { overload, target, args, costs } = call
  const [first, second] = args.map(arg => arg.size ?? unknownSize)
  const withArgs = (cost: Estimate): Estimate => costs.reduce(add, cost)
  switch (overload) {
    case 'string_format':
      return { cost: withArgs(scale(target!.size ?? unknownSize, stringFactor)) }
    case 'string_to_bytes':
      return { cost: withArgs(scale(first!, stringFactor)), size: { min: first!.min, max: first!.max * 4 } }
    case 'bytes_to_string':
      return { cost: withArgs(scale(first!, stringFactor)), size: { min: Math.floor(first!.min / 4), max: first!.max } }
    case 'strings_quote':
      return {
        cost: withArgs(scale(first!, stringFactor)),
        size: { min: first!.min + 2, max: first!.max === Number.POSITIVE_INFINITY ? 0 : first!.max * 2 + 2 },
      }
    case 'starts_with_string':
    case 'ends_with_string':
      return { cost: withArgs(scale(first!, stringFactor)) }
    case 'in_list':
      return { cost: withArgs(second!) }
    case 'matches_string':
      return { cost: withArgs(matchCost(target, first!)) }
    case 'contains_string':
      return { cost: withArgs(multiply(scale(target!.size ?? unknownSize, stringFactor), scale(first!, stringFactor))) }
    case 'logical_or':
    case 'logical_and':
      return { cost: { min: costs[0]!.min, max: costs[0]!.max + costs[1]!.max } }
    case 'conditional':
      return conditionalCost(coster, call)
    case 'add_string':
    case 'add_bytes':
    case 'add_list':
      return concatenationCost(coster, call, withArgs)
    default:
      return { cost: withArgs(orderOfTexts.test(overload) ? comparisonCost(first!, second!) : fixed(1)) }
  }
}

/** A search for a pattern: length of the text times length of the pattern. */
function matchCost(target: CostNode | undefined, pattern: Estimate): Estimate {
  return multiply(scale(add(target?.size ?? unknownSize, fixed(1)), stringFactor), scale(pattern, regexFactor))
}

function comparisonCost(left: Estimate, right: Estimate): Estimate {
  const most = Math.min(left.max, right.max)
  return scale({ min: most > 0 ? 1 : 0, max: most }, stringFactor)
}

function conditionalCost(coster: Coster, { node, args, costs }: EstimatedCall): CallEstimate {
  const [yes, no] = [node.args[1]!, node.args[2]!]
  const [yesEntries, noEntries] = [coster.entrySize(yes), coster.entrySize(no)]
  if (yesEntries !== undefined && noEntries !== undefined)
    coster.setEntrySize(node, {
      kind: yesEntries.kind,
      key: union(yesEntries.key, noEntries.key),
      value: union(yesEntries.value, noEntries.value),
    })
  const size = union(args[1]!.size ?? unknownSize, args[2]!.size ?? unknownSize)
  return { cost: add(costs[0]!, union(costs[1]!, costs[2]!)), size }
}

function concatenationCost(coster: Coster, { node, overload, args }: EstimatedCall, withArgs: (cost: Estimate) => Estimate): CallEstimate {
  const size = add(args[0]!.size ?? unknownSize, args[1]!.size ?? unknownSize)
  const [left, right] = [coster.entrySize(node.args[0]!), coster.entrySize(node.args[1]!)]
  if (left !== undefined && right !== undefined)
    coster.setEntrySize(node, { kind: left.kind, key: union(left.key, right.key), value: union(left.value, right.value) })
  return { cost: withArgs(overload === 'add_list' ? fixed(1) : scale(size, stringFactor)), size }
}
