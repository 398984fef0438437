import { isMapping } from '../mapping.ts'
import { keyText, nodeWords } from '../tape.ts'
import { fail } from './fail.ts'
import { mergeKey, type YamlState } from './state.ts'

type Members = Record<string | symbol, unknown>

/** Enough to find the first of equal keys in any text that people write; beyond it repeated keys are only merged. */
const maximalComparisons = 1_000_000
const maximalRepeated = 100

/**
 * Stores an entry of a mapping that needs more than an assignment: a merge, a repeated key, or a key without a name.
 * `entry` is the node of its value.
 */
export function putSpecial(
  state: YamlState,
  mapping: number,
  members: Members,
  entry: number,
  name: string | symbol,
  value: unknown
): void {
  if (name === mergeKey) {
    merge(state, members, entry, value)
    return
  }
  if (typeof name === 'string' && members[name] !== undefined) repeatedKey(state, mapping, entry, name)
  members[name] = value
}

/** Records that a key stands twice; a key that came from a merge may be written again. */
function repeatedKey(state: YamlState, mapping: number, entry: number, name: string): void {
  const { tape, text } = state
  if (state.repeated.length >= maximalRepeated) return
  let first = -1
  let seen = 0
  for (let node = mapping + 1; node < entry && state.comparisons < maximalComparisons; node = tape.words[node * nodeWords + 4]!) {
    state.comparisons++
    if (tape.merges.has(node) || keyText(tape, text, node) !== name) continue
    if (first === -1) first = node
    seen++
  }
  if (first === -1 || seen > 1) return
  const [start, end] = keyRange(state, entry)
  const written = text.slice(start, end)
  const isConverted = written !== name && !written.includes(name)
  const [firstStart, firstEnd] = keyRange(state, first)
  state.repeated.push({ node: entry, problem: state.problems.length })
  state.problems.push({
    code: 'duplicate-key',
    message: `The key \`${isConverted ? `${written}\`, which is read as \`${name}\`,` : `${name}\``} stands twice in one mapping; kubectl keeps the last one silently.`,
    help: 'Remove one of the two, or rename it.',
    start,
    end,
    related: { start: firstStart, end: firstEnd, message: 'the first of the two' },
    fatal: false,
  })
}

function keyRange({ tape }: YamlState, node: number): readonly [start: number, end: number] {
  return [tape.words[node * nodeWords + 2]!, tape.words[node * nodeWords + 3]!]
}

/**
 * Copies what a merge key brings.
 * Mirrors go.yaml.in/yaml/v2 decode.go merge: what is merged replaces what stands before it.
 */
function merge(state: YamlState, members: Members, entry: number, value: unknown): void {
  const { tape } = state
  tape.merges.add(entry)
  // An alias may name a mapping here, but no sequence of mappings.
  const isList = Array.isArray(value) && !tape.targets.has(entry)
  for (const source of isList ? value.toReversed() : [value]) {
    if (!isMapping(source)) {
      const [start, end] = keyRange(state, entry)
      fail(state, {
        message: 'A merge key `<<` takes a mapping, an alias of one, or a list of these.',
        help: 'Write `<<: *name` with the anchor of a mapping, or put `<<` in quotes if a key of that name is meant.',
        start,
        end,
      })
    }
    for (const key of Reflect.ownKeys(source)) members[key] = source[key]
  }
}
