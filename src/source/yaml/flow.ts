import { isMapping, Mapping } from '../mapping.ts'
import { enter, leave } from './depth.ts'
import { putSpecial } from './entries.ts'
import { flowPlain, flowSpace, startsFlowPlain } from './flow-plain.ts'
import { collectionAsKey, nullKey, plainKeyName, readQuotedKey, readScalarKey } from './keys.ts'
import { keyOverLines, missingComma, notInFlow, tooLongKey } from './mistakes.ts'
import { plainValue } from './plain.ts'
import { aliasValue } from './propertied.ts'
import { closeAnchor, openAnchor, readProperties, taggedValue } from './properties.ts'
import { quotedText } from './quoted.ts'
import { maximalKeyLength, mergeKey, type YamlState } from './state.ts'

/** A node inside brackets or braces, or the brackets or braces themselves, at `pos`; `pos` is then behind it. */
export function flowNode(state: YamlState, keyStart: number, keyEnd: number): unknown {
  const { text, tape, pos } = state
  const c = text.charCodeAt(pos)
  if (c === 123) return flowMapping(state, keyStart, keyEnd)
  if (c === 91) return flowSequence(state, keyStart, keyEnd)
  if (c === 34 || c === 39) {
    const value = quotedText(state, pos)
    tape.leaf(pos, state.pos, keyStart, keyEnd)
    return value
  }
  if (startsFlowPlain(text, pos, c)) {
    const scalar = flowPlain(state)
    tape.leaf(pos, state.keyEnd, keyStart, keyEnd)
    return plainValue(state, scalar, pos, state.keyEnd)
  }
  if (c === 42) return aliasValue(state, keyStart, keyEnd)
  if (c === 38 || c === 33) return flowPropertied(state, keyStart, keyEnd)
  return notInFlow(state, pos)
}

function flowPropertied(state: YamlState, keyStart: number, keyEnd: number): unknown {
  const { text, tape, pos } = state
  let properties = readProperties(state)
  let end = state.pos
  for (let c = flowSpace(state, pos); c === 38 || c === 33; c = flowSpace(state, pos)) {
    const before = state.pos
    properties = readProperties(state, properties)
    if (state.pos === before) notInFlow(state, before)
    end = state.pos
  }
  const c = text.charCodeAt(state.pos)
  const anchor = openAnchor(state, properties)
  let value: unknown
  if (c === 42) notInFlow(state, state.pos)
  else if (c === 44 || c === 93 || c === 125 || c === 58) {
    tape.leaf(end, end, keyStart, keyEnd)
    value = properties.tag === undefined ? null : taggedValue(state, properties, '', end)
  } else {
    const isScalar = c === 34 || c === 39 || startsFlowPlain(text, state.pos, c)
    state.textOnly = isScalar && properties.tag !== undefined
    value = flowNode(state, keyStart, keyEnd)
    state.textOnly = false
    if (isScalar && properties.tag !== undefined) value = taggedValue(state, properties, String(value), tape.lastEnd)
  }
  closeAnchor(state, anchor, value, tape.lastEnd)
  return value
}

function flowSequence(state: YamlState, keyStart: number, keyEnd: number): unknown[] {
  const { tape, pos: open } = state
  enter(state)
  const sequence = tape.open(open, keyStart, keyEnd)
  const items: unknown[] = []
  state.pos++
  for (let c = flowSpace(state, open); c !== 93; ) {
    const start = state.pos
    const entry = tape.count
    if (c === 63) items.push(flowPair(state, open))
    else {
      if (state.depth === 1) state.rootHadKey = true
      state.severalLines = false
      const item = flowNode(state, -1, -1)
      if (flowSpace(state, open) !== 58) items.push(item)
      else {
        if (isMapping(item) || Array.isArray(item)) collectionAsKey(state, start, state.pos)
        if (state.severalLines) keyOverLines(state, start)
        tape.truncate(entry)
        state.pos = start
        items.push(flowPair(state, open))
      }
    }
    c = flowSpace(state, open)
    if (c === 44) {
      state.pos++
      c = flowSpace(state, open)
    } else if (c !== 93) missingComma(state, open)
  }
  state.pos++
  tape.close(sequence, state.pos)
  leave(state)
  return items
}

/** One `key: value` as an item of a sequence, which is a mapping of its own. */
function flowPair(state: YamlState, open: number): unknown {
  const { tape, pos: start } = state
  enter(state)
  const pair = tape.open(start, -1, -1)
  const members = new Mapping()
  flowEntry(state, open, pair, members, 93)
  tape.close(pair, tape.lastEnd)
  leave(state)
  return members
}

function flowMapping(state: YamlState, keyStart: number, keyEnd: number): unknown {
  const { tape, pos: open } = state
  enter(state)
  const mapping = tape.open(open, keyStart, keyEnd)
  const members = new Mapping()
  state.pos++
  for (let c = flowSpace(state, open); c !== 125; ) {
    flowEntry(state, open, mapping, members, 125)
    c = flowSpace(state, open)
    if (c === 44) {
      state.pos++
      c = flowSpace(state, open)
    } else if (c !== 125) missingComma(state, open)
  }
  state.pos++
  tape.close(mapping, state.pos)
  leave(state)
  return members
}

/** A key at `pos`, and its value where it has one. */
function flowEntry(state: YamlState, open: number, mapping: number, members: Record<string | symbol, unknown>, close: number): void {
  const { text, tape } = state
  const entry = tape.count
  const explicit = text.charCodeAt(state.pos) === 63
  if (!explicit && state.depth === 1) state.rootHadKey = true
  if (explicit) {
    state.pos++
    flowSpace(state, open)
  }
  const start = state.pos
  state.severalLines = false
  flowKey(state, explicit)
  const { name, keyStart, keyEnd } = state
  let c = flowSpace(state, open)
  let value: unknown = null
  if (c === 58) {
    if (!explicit && state.severalLines) keyOverLines(state, start)
    if (!explicit && state.pos - start > maximalKeyLength) tooLongKey(state, start, state.pos)
    state.pos++
    c = flowSpace(state, open)
    if (c === 44 || c === close) tape.leaf(state.pos, state.pos, keyStart, keyEnd)
    else value = flowNode(state, keyStart, keyEnd)
  } else tape.leaf(keyEnd, keyEnd, keyStart, keyEnd)
  if (typeof name === 'string' && members[name] === undefined) members[name] = value
  else putSpecial(state, mapping, members, entry, name, value)
}

function flowKey(state: YamlState, explicit: boolean): void {
  const { text, pos } = state
  const c = text.charCodeAt(pos)
  if (startsFlowPlain(text, pos, c)) {
    const scalar = flowPlain(state)
    state.keyStart = pos
    const end = state.keyEnd
    state.name = scalar === '<<' ? mergeKey : plainKeyName(state, pos, end)
    if (state.severalLines && scalar !== text.slice(pos, end)) {
      state.name = scalar
      state.tape.names.set(state.tape.count, scalar)
    }
  } else if (c === 34 || c === 39) readQuotedKey(state)
  else if (c === 38 || c === 33 || c === 42) readScalarKey(state, true)
  else if (c === 91 || c === 123) collectionAsKey(state, text.charCodeAt(pos - 1) === 123 ? pos - 1 : pos, pos + 1)
  else if (explicit && (c === 58 || c === 44 || c === 93 || c === 125)) {
    state.name = nullKey(state, pos)
    state.keyStart = state.keyEnd = pos
  } else notInFlow(state, pos)
}
