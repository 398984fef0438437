import { isMapping } from '../mapping.ts'
import { nodeWords } from '../tape.ts'
import { blockNode, nextLineNode, ownLineScalar } from './block.ts'
import { blockMapping } from './block-mapping.ts'
import { enter, leave } from './depth.ts'
import { isKeyLine } from './indentation.ts'
import { isBlank, skipComment } from './lines.ts'
import { notAnItem } from './misplaced.ts'
import { plainLineEnd, plainStart } from './plain.ts'
import { mayResume, resumeAt } from './recovery.ts'
import { malformed, type YamlState } from './state.ts'

/** A sequence whose dashes stand at column `indent`, the first of them at `pos`. Goes to the next token. */
export function blockSequence(state: YamlState, indent: number, keyStart: number, keyEnd: number): unknown {
  const { tape } = state
  const outer = state.indent
  const depth = enter(state)
  const sequence = tape.open(state.pos, keyStart, keyEnd)
  const items: unknown[] = []
  state.indent = indent
  state.columns[depth] = indent
  for (;;) {
    let entry = tape.count
    try {
      items.push(readItem(state, indent))
      const item = entry
      entry = tape.count
      if (state.column < indent || (outer > indent && state.column !== indent)) break
      if (!isItem(state, indent)) {
        if (outer === indent) break
        if (!goesOnUnderDash(state, sequence, item, items.at(-1), indent)) notAnItem(state, sequence, indent)
        if (state.column < indent) break
        if (!isItem(state, indent)) notAnItem(state, sequence, indent)
      }
    } catch (error) {
      if (error !== malformed || !resumeAt(state, indent, depth, entry)) throw error
      if (!isItem(state, indent)) break
    }
  }
  tape.close(sequence, tape.lastEnd)
  leave(state)
  state.indent = outer
  return items
}

function isItem({ column, text, pos }: YamlState, indent: number): boolean {
  return column === indent && text.charCodeAt(pos) === 45 && isBlank(text, pos + 1)
}

/** Whether the line at the column of the dashes is a key, which then belongs to the item above it; YAML has no such line. */
function goesOnUnderDash(state: YamlState, sequence: number, item: number, members: unknown, indent: number): boolean {
  const { tape, errors } = state
  const at = item * nodeWords
  if (!isMapping(members) || state.text.charCodeAt(tape.words[at]!) === 123 || tape.targets.has(item)) return false
  if (state.column !== indent || !isKeyLine(state) || !mayResume(state)) return false
  try {
    notAnItem(state, sequence, indent)
  } catch (error) {
    if (error !== malformed || state.errors === errors) throw error
  }
  blockMapping(state, indent, -1, tape.words[at + 2]!, tape.words[at + 3]!, { node: item, members })
  return true
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
    return text.charCodeAt(stop) === 58 ? blockMapping(state, state.column, stop, -1, -1) : ownLineScalar(state, stop, -1, -1)
  }
  return blockNode(state, -1, -1, true, false)
}
