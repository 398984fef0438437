import { blockNode, nextLineNode } from './block.ts'
import { blockMapping } from './block-mapping.ts'
import { enter, leave } from './depth.ts'
import { isBlank, skipComment } from './lines.ts'
import { notAnItem } from './mistakes.ts'
import { plainLineEnd, plainScalar, plainStart } from './plain.ts'
import { resumeAt } from './recovery.ts'
import { malformed, type YamlState } from './state.ts'

/** A sequence whose dashes stand at column `indent`, the first of them at `pos`. Goes to the next token. */
export function blockSequence(state: YamlState, indent: number, keyStart: number, keyEnd: number): unknown {
  const { text, tape } = state
  const outer = state.indent
  const depth = enter(state)
  const sequence = tape.open(state.pos, keyStart, keyEnd)
  const items: unknown[] = []
  state.indent = indent
  for (;;) {
    const entry = tape.count
    try {
      items.push(readItem(state, indent))
      if (state.column < indent) break
      const isDash = state.column === indent && text.charCodeAt(state.pos) === 45 && isBlank(text, state.pos + 1)
      if (!isDash) {
        if (outer === indent) break
        notAnItem(state, sequence, indent)
      }
    } catch (error) {
      if (error !== malformed || !resumeAt(state, indent, depth, entry)) throw error
      if (state.column < indent || text.charCodeAt(state.pos) !== 45 || !isBlank(text, state.pos + 1)) break
    }
  }
  tape.close(sequence, tape.lastEnd)
  leave(state)
  state.indent = outer
  return items
}

function readItem(state: YamlState, indent: number): unknown {
  const { text, pos } = state
  let p = pos + 1
  let c = text.charCodeAt(p)
  while (c === 32) c = text.charCodeAt(++p)
  if (c === 10) return nextLineNode(state, p + 1, -1, -1, pos + 1, false)
  if (c === 35) return nextLineNode(state, skipComment(state, p), -1, -1, pos + 1, false)
  state.pos = p
  state.column = indent + p - pos
  if (c > 127 || plainStart[c] === 1) {
    const stop = plainLineEnd(text, p)
    return text.charCodeAt(stop) === 58 ? blockMapping(state, state.column, stop, -1, -1) : plainScalar(state, p, stop, -1, -1)
  }
  return blockNode(state, -1, -1, true, false)
}
