import { blockMapping } from './block-mapping.ts'
import { blockScalar } from './block-scalar.ts'
import { blockSequence } from './block-sequence.ts'
import { flowNode } from './flow.ts'
import { isStrayItem } from './indentation.ts'
import { collectionAsKey } from './keys.ts'
import { endLine, isBlank, startLine } from './lines.ts'
import { unexpectedToken } from './mistakes.ts'
import { plainLineEnd, plainScalar, startsPlain } from './plain.ts'
import { aliasNode, propertiedNode } from './propertied.ts'
import { quotedText } from './quoted.ts'
import { malformed, type YamlState } from './state.ts'

/**
 * A node of a block at `pos`, with the range of its key. Goes to the next token.
 * `canKey`: it may be the first key of a mapping that begins here, at `column`. `indentless`: a sequence may stand at the column of its key.
 */
export function blockNode(state: YamlState, keyStart: number, keyEnd: number, canKey: boolean, indentless: boolean): unknown {
  const { text, pos } = state
  const c = text.charCodeAt(pos)
  if (startsPlain(text, pos, c)) {
    const stop = plainLineEnd(text, pos)
    if (!canKey) return plainScalar(state, pos, stop, keyStart, keyEnd)
    if (text.charCodeAt(stop) !== 58) return ownLineScalar(state, stop, keyStart, keyEnd)
    return blockMapping(state, state.column, stop, keyStart, keyEnd)
  }
  switch (c) {
    case 34:
    case 39:
      return quotedNode(state, keyStart, keyEnd, canKey)
    case 45:
      return canKey ? blockSequence(state, state.column, keyStart, keyEnd) : unexpectedToken(state, pos)
    case 91:
    case 123:
      return flowInBlock(state, keyStart, keyEnd, canKey)
    case 124:
    case 62:
      return blockScalar(state, keyStart, keyEnd)
    case 38:
    case 33:
      return propertiedNode(state, keyStart, keyEnd, canKey, indentless)
    case 42:
      return aliasNode(state, keyStart, keyEnd, canKey)
    case 63:
      return canKey ? blockMapping(state, state.column, -1, keyStart, keyEnd) : unexpectedToken(state, pos)
    default:
      return unexpectedToken(state, pos)
  }
}

/** What stands on the lines below its key or its dash, from the line at `from` on; `emptyAt` is the place of a value that is not there. */
export function nextLineNode(
  state: YamlState,
  from: number,
  keyStart: number,
  keyEnd: number,
  emptyAt: number,
  indentless: boolean
): unknown {
  startLine(state, from)
  if (state.column > state.indent) return blockNode(state, keyStart, keyEnd, true, indentless)
  if (standsAtIndent(state, indentless)) return blockNode(state, keyStart, keyEnd, true, indentless)
  if (keyStart !== -1 && isStrayItem(state, keyStart)) return blockSequence(state, state.column, keyStart, keyEnd)
  state.tape.leaf(emptyAt, emptyAt, keyStart, keyEnd)
  return null
}

/**
 * An unquoted value at `pos`, the first of its line or behind a dash. Where lines at its column are keys, it was meant as one too.
 */
export function ownLineScalar(state: YamlState, stop: number, keyStart: number, keyEnd: number): unknown {
  const { pos, column, depth, indent, tape } = state
  const entry = tape.count
  state.ownLine = pos
  try {
    return plainScalar(state, pos, stop, keyStart, keyEnd)
  } catch (error) {
    if (error !== malformed || state.keysFrom !== pos) throw error
    state.keysFrom = -1
    state.pos = pos
    state.column = column
    state.depth = depth
    state.indent = indent
    tape.truncate(entry)
    return blockMapping(state, column, -1, keyStart, keyEnd)
  }
}

/** Whether the token at the column of the enclosing collection is nevertheless a value: an item of an indentless sequence, or a block scalar. */
export function standsAtIndent(state: YamlState, indentless: boolean): boolean {
  if (state.column !== state.indent || state.column < 0) return false
  const c = state.text.charCodeAt(state.pos)
  return c === 124 || c === 62 || (c === 45 && indentless && isBlank(state.text, state.pos + 1))
}

/** The colon that makes a key of what ends at `from`, or -1. */
export function colonAfter(text: string, from: number): number {
  let p = from
  while (text.charCodeAt(p) === 32 || text.charCodeAt(p) === 9) p++
  return text.charCodeAt(p) === 58 && isBlank(text, p + 1) ? p : -1
}

function quotedNode(state: YamlState, keyStart: number, keyEnd: number, canKey: boolean): unknown {
  const { text, pos: start, column } = state
  const value = quotedText(state, start)
  const end = state.pos
  if (canKey && !state.severalLines && colonAfter(text, end) !== -1) {
    state.pos = start
    return blockMapping(state, column, -1, keyStart, keyEnd)
  }
  state.tape.leaf(start, end, keyStart, keyEnd)
  endLine(state, end)
  return value
}

function flowInBlock(state: YamlState, keyStart: number, keyEnd: number, canKey: boolean): unknown {
  const { text, pos: start } = state
  state.openedAt = start
  const value = flowNode(state, keyStart, keyEnd)
  if (state.depth === 0 && state.rootKey === start && !state.rootHadKey) {
    state.emptyRoot = !text.slice(start, state.pos).includes('\n')
    state.rootKey = -1
  } else if (canKey && colonAfter(text, state.pos) !== -1) collectionAsKey(state, start, state.pos)
  endLine(state, state.pos)
  return value
}
