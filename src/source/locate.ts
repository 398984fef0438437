import type { Path } from './path.ts'
import type { Target } from './source-document.ts'
import { keyText, nodeWords, type Positions } from './tape.ts'

/** A range of offsets. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The range of the key or value at `path`; see SourceDocument.locate. There is at least one node. */
export function locate(positions: Positions, text: string, path: Path, target: Target): Range {
  let node = 0
  for (const [depth, step] of path.entries()) {
    const found = childOf(positions, text, node, step)
    if (found === -1) return keyRange(positions, text, node)
    if (depth === path.length - 1 && positions.targets.has(found)) return aliasRange(positions, text, found, target)
    node = positions.targets.get(found) ?? found
  }
  return target === 'key' || (target === 'auto' && isCollection(positions, text, node))
    ? keyRange(positions, text, node)
    : valueRange(positions, text, node, target)
}

/** The path of a node from the root. */
export function pathOf(positions: Positions, text: string, node: number): Path {
  const path: (string | number)[] = []
  let parent = 0
  while (parent !== node) {
    let index = 0
    let child = parent + 1
    while (nextOf(positions, child) <= node) {
      child = nextOf(positions, child)
      index++
    }
    path.push(positions.words[child * nodeWords + 2]! >= 0 ? keyText(positions, text, child) : index)
    parent = child
  }
  return path
}

function nextOf({ words }: Positions, node: number): number {
  return words[node * nodeWords + 4]!
}

/** Children by step, of nodes that were found to have many. */
type WideNodes = Map<number, ReadonlyMap<string | number, number>>
const wideNodes = new WeakMap<Positions, WideNodes>()
/** A node with more children than this is indexed when it is looked into for the first time. */
const manyChildren = 200

/** The child of a node, the last of equal keys; -1 where there is none. */
function childOf(positions: Positions, text: string, node: number, step: string | number): number {
  const { words, merges } = positions
  const known = wideNodes.get(positions)?.get(node)
  if (known !== undefined) return known.get(step) ?? known.get(String(step)) ?? -1
  const end = nextOf(positions, node)
  let found = -1
  let index = 0
  let seen = 0
  for (let child = node + 1; child < end; child = nextOf(positions, child)) {
    if (++seen > manyChildren && merges.size === 0) return indexChildren(positions, text, node).get(step) ?? -1
    if (words[child * nodeWords + 2]! < 0) {
      if (index++ === step) return child
    } else if (merges.has(child)) {
      const merged = mergedChild(positions, text, child, step)
      if (merged !== -1) found = merged
    } else if (keyText(positions, text, child) === String(step)) found = child
  }
  return found
}

function indexChildren(positions: Positions, text: string, node: number): ReadonlyMap<string | number, number> {
  const children = new Map<string | number, number>()
  const end = nextOf(positions, node)
  let index = 0
  for (let child = node + 1; child < end; child = nextOf(positions, child))
    children.set(positions.words[child * nodeWords + 2]! < 0 ? index++ : keyText(positions, text, child), child)
  const nodes: WideNodes = wideNodes.get(positions) ?? new Map()
  wideNodes.set(positions, nodes.set(node, children))
  return children
}

/** A key that a merge brings; of a list of mappings the first that has it counts. */
function mergedChild(positions: Positions, text: string, merge: number, step: string | number): number {
  const { words, targets } = positions
  const target = targets.get(merge) ?? merge
  // a value that is merged into itself is refused, and may be looked into all the same
  if (target < merge && nextOf(positions, target) > merge) return -1
  const first = target + 1
  const isList = first < nextOf(positions, target) && words[first * nodeWords + 2]! < 0
  if (!isList) return childOf(positions, text, target, step)
  for (let item = first; item < nextOf(positions, target); item = nextOf(positions, item)) {
    const value = targets.get(item) ?? item
    const found = value < item && nextOf(positions, value) > item ? -1 : childOf(positions, text, value, step)
    if (found !== -1) return found
  }
  return -1
}

function isCollection(positions: Positions, text: string, node: number): boolean {
  if (nextOf(positions, node) > node + 1) return true
  const { words } = positions
  const c = text.charCodeAt(words[node * nodeWords]!)
  return (c === 91 || c === 123) && words[node * nodeWords + 1]! > words[node * nodeWords]!
}

function keyRange(positions: Positions, text: string, node: number): Range {
  const { words } = positions
  const start = words[node * nodeWords + 2]!
  return start < 0 ? valueRange(positions, text, node, 'value') : firstLine(text, start, words[node * nodeWords + 3]!)
}

/** An alias stands for its value; where the value is a collection its key says where. */
function aliasRange(positions: Positions, text: string, alias: number, target: Target): Range {
  const isKey = target === 'key' || (target === 'auto' && isCollection(positions, text, positions.targets.get(alias)!))
  return isKey ? keyRange(positions, text, alias) : valueRange(positions, text, alias, 'value')
}

/** The first line of a value; where there is no text, the key or dash that lacks it. */
function valueRange(positions: Positions, text: string, node: number, target: Target): Range {
  const { words } = positions
  const start = words[node * nodeWords]!
  const end = words[node * nodeWords + 1]!
  if (start < end) return firstLine(text, start, end)
  if (words[node * nodeWords + 2]! >= 0 && target === 'auto') return keyRange(positions, text, node)
  return start > 0 && text.charCodeAt(start - 1) === 45 ? { start: start - 1, end: start } : { start, end: start }
}

function firstLine(text: string, start: number, end: number): Range {
  const lineBreak = text.indexOf('\n', start)
  if (lineBreak === -1 || lineBreak >= end) return { start, end }
  let last = lineBreak
  while (last > start && (text.charCodeAt(last - 1) === 32 || text.charCodeAt(last - 1) === 9)) last--
  return { start, end: last }
}
