import { Mapping } from '../mapping.ts'
import { blockNode, nextLineNode } from './block.ts'
import { enter, leave } from './depth.ts'
import { putSpecial } from './entries.ts'
import { goesOnAside } from './indentation.ts'
import { plainKeyName, readSpecialKey } from './keys.ts'
import { skipComment, trimmedEnd } from './lines.ts'
import { notAKey, tooDeep, tooLongKey } from './mistakes.ts'
import { plainLineEnd, plainScalar, plainStart, startsPlain } from './plain.ts'
import { resumeAt } from './recovery.ts'
import { malformed, maximalKeyLength, mergeKey, type YamlState } from './state.ts'

/**
 * A mapping at `column`, its first key at `pos`; `firstColon` is the colon behind an unquoted first key, else -1.
 * Goes to the next token.
 */
export function blockMapping(state: YamlState, column: number, firstColon: number, ownKeyStart: number, ownKeyEnd: number): unknown {
  const { tape } = state
  const outer = state.indent
  const depth = enter(state)
  const mapping = tape.open(state.pos, ownKeyStart, ownKeyEnd)
  const members = new Mapping()
  state.indent = column
  let colon = firstColon
  let indent = column
  for (;;) {
    const entry = tape.count
    try {
      readKey(state, colon)
      colon = -1
      const { name, keyStart, keyEnd } = state
      const value = readValue(state, indent, keyStart, keyEnd)
      if (typeof name === 'string' && members[name] === undefined) members[name] = value
      else putSpecial(state, mapping, members, entry, name, value)
      if (state.column < indent) {
        if (!goesOnAside(state, mapping, indent, outer)) break
        indent = state.column
        state.indent = indent
      } else if (state.column > indent) tooDeep(state, mapping, indent)
    } catch (error) {
      if (error !== malformed || !resumeAt(state, indent, depth, entry)) throw error
      colon = -1
      if (state.column < indent) {
        if (!goesOnAside(state, mapping, indent, outer)) break
        indent = state.column
        state.indent = indent
      }
    }
  }
  tape.close(mapping, tape.lastEnd)
  leave(state)
  state.indent = outer
  return members
}

function readKey(state: YamlState, knownColon: number): void {
  const { text, pos } = state
  if (!startsPlain(text, pos, text.charCodeAt(pos))) {
    readSpecialKey(state)
    return
  }
  const colon = knownColon === -1 ? plainLineEnd(text, pos) : knownColon
  if (text.charCodeAt(colon) !== 58) notAKey(state, pos, colon)
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
