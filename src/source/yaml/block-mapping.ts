import { Mapping } from '../mapping.ts'
import { blockNode, nextLineNode } from './block.ts'
import { enter, leave } from './depth.ts'
import { putSpecial } from './entries.ts'
import { goesOnAside, goesOnDeeper, isOpenColumn } from './indentation.ts'
import { plainKeyName, readSpecialKey } from './keys.ts'
import { isBlank, skipComment, trimmedEnd } from './lines.ts'
import { tooDeep } from './misplaced.ts'
import { goesOnWithoutColon } from './missing-colon.ts'
import { notAKey, tooLongKey } from './mistakes.ts'
import { plainLineEnd, plainScalar, plainStart, startsPlain } from './plain.ts'
import { resumeAt } from './recovery.ts'
import { malformed, maximalKeyLength, mergeKey, type YamlState } from './state.ts'

/**
 * A mapping at `column`, its first key at `pos`; `firstColon` is the colon behind an unquoted first key, else -1.
 * Goes to the next token.
 */
export function blockMapping(
  state: YamlState,
  column: number,
  firstColon: number,
  ownKeyStart: number,
  ownKeyEnd: number,
  begun?: BegunMapping
): unknown {
  const { tape } = state
  const outer = state.indent
  const depth = enter(state)
  const mapping = begun?.node ?? tape.open(state.pos, ownKeyStart, ownKeyEnd)
  const members = begun?.members ?? new Mapping()
  state.indent = column
  state.columns[depth] = column
  let colon = firstColon
  let indent = column
  for (;;) {
    let entry = tape.count
    try {
      readKey(state, colon)
      colon = -1
      const { name, keyStart, keyEnd } = state
      const value = readValue(state, indent, keyStart, keyEnd)
      if (typeof name === 'string' && members[name] === undefined) members[name] = value
      else putSpecial(state, mapping, members, entry, name, value)
      entry = tape.count
      if (state.column < indent) {
        if (!goesOnLeft(state, mapping, column, indent, outer)) break
        indent = state.column
        state.indent = indent
        state.columns[depth] = indent
      } else if (state.column > indent) tooDeep(state, mapping, indent)
      else if (begun !== undefined && isDash(state)) break
    } catch (error) {
      if (error !== malformed) throw error
      colon = -1
      if (goesOnDeeper(state, mapping, members, depth, entry)) {
        indent = state.column
        state.indent = indent
        state.columns[depth] = indent
        continue
      }
      if (!resumeAt(state, indent, depth, entry)) throw error
      if (begun !== undefined && isDash(state)) break
      if (state.column < indent) {
        if (!goesOnLeft(state, mapping, column, indent, outer)) break
        indent = state.column
        state.indent = indent
        state.columns[depth] = indent
      }
    }
  }
  tape.close(mapping, tape.lastEnd)
  leave(state)
  state.indent = outer
  return members
}

/** A mapping that goes on with further keys. */
export interface BegunMapping {
  readonly node: number
  readonly members: Record<string | symbol, unknown>
}

function isDash({ text, pos, end }: YamlState): boolean {
  return pos < end && text.charCodeAt(pos) === 45 && isBlank(text, pos + 1)
}

/** Whether a line left of the keys read last is one of their mapping: at the column where it began, or aside of it. */
function goesOnLeft(state: YamlState, mapping: number, column: number, indent: number, outer: number): boolean {
  if (indent > column && state.column === column) return true
  if (indent > column && isOpenColumn(state, state.column, 1)) return false
  return goesOnAside(state, mapping, indent, outer)
}

function readKey(state: YamlState, knownColon: number): void {
  const { text, pos } = state
  if (!startsPlain(text, pos, text.charCodeAt(pos))) {
    readSpecialKey(state)
    return
  }
  const colon = knownColon === -1 ? plainLineEnd(text, pos) : knownColon
  if (text.charCodeAt(colon) !== 58) {
    if (goesOnWithoutColon(state, pos)) return
    notAKey(state, pos, colon)
  }
  if (colon - pos > maximalKeyLength) tooLongKey(state, pos, colon)
  const end = trimmedEnd(text, pos, colon)
  state.name = text.charCodeAt(pos) === 60 && text.slice(pos, end) === '<<' ? mergeKey : plainKeyName(state, pos, end)
  state.keyStart = pos
  state.keyEnd = end
  state.pos = colon
  state.colon = 'simple'
}

function readValue(state: YamlState, indent: number, keyStart: number, keyEnd: number): unknown {
  const { text, pos, colon } = state
  if (colon === 'none') {
    state.tape.leaf(keyEnd, keyEnd, keyStart, keyEnd)
    return null
  }
  const explicit = colon === 'explicit'
  let p = pos + 1
  let c = text.charCodeAt(p)
  while (c === 32 || (c === 9 && !explicit)) c = text.charCodeAt(++p)
  if (!explicit && (c > 127 || plainStart[c] === 1)) return plainScalar(state, p, plainLineEnd(text, p), keyStart, keyEnd)
  if (c === 10) return nextLineNode(state, p + 1, keyStart, keyEnd, pos + 1, true)
  if (c === 35) return nextLineNode(state, skipComment(state, p), keyStart, keyEnd, pos + 1, true)
  state.pos = p
  state.column = indent + p - pos
  return blockNode(state, keyStart, keyEnd, explicit, true)
}
