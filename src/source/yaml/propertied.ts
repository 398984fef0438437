import { blockNode, colonAfter, standsAtIndent } from './block.ts'
import { blockMapping } from './block-mapping.ts'
import { endLine, isBlank, skipComment, startLine, trimmedEnd } from './lines.ts'
import { plainLineEnd, startsPlain } from './plain.ts'
import { closeAnchor, openAnchor, type Properties, readAlias, readProperties, taggedValue } from './properties.ts'
import { quotedText } from './quoted.ts'
import type { YamlState } from './state.ts'

/** `*name` at `pos`, or a mapping whose first key it is. */
export function aliasNode(state: YamlState, keyStart: number, keyEnd: number, canKey: boolean): unknown {
  if (canKey && beginsKey(state)) return blockMapping(state, state.column, -1, keyStart, keyEnd)
  const value = aliasValue(state, keyStart, keyEnd)
  endLine(state, state.tape.lastEnd)
  return value
}

/** What the alias at `pos` repeats; `pos` is then behind it. */
export function aliasValue(state: YamlState, keyStart: number, keyEnd: number): unknown {
  const { tape, pos } = state
  const node = tape.open(pos, keyStart, keyEnd)
  const anchor = readAlias(state)
  tape.close(node, state.pos)
  if (anchor.node >= 0) tape.targets.set(node, anchor.node)
  return anchor.value
}

/**
 * A node with an anchor or a tag, at `pos`, or a mapping whose first key has them.
 * Mirrors go.yaml.in/yaml/v2 parserc.go yaml_parser_parse_node: what stands before a key on its line belongs to the key.
 */
export function propertiedNode(state: YamlState, keyStart: number, keyEnd: number, canKey: boolean, indentless: boolean): unknown {
  const { text } = state
  if (canKey && beginsKey(state)) return blockMapping(state, state.column, -1, keyStart, keyEnd)
  let properties = readProperties(state)
  let end = trimmedEnd(text, properties.start, state.pos)
  for (;;) {
    const { pos } = state
    const c = text.charCodeAt(pos)
    if (c !== 10 && c !== 35) {
      // A second anchor, an alias or a bracket cannot be part of the node.
      if (c === 38 || c === 33 || c === 42 || c === 44 || c === 93 || c === 125)
        return emptyNode(state, properties, keyStart, keyEnd, end, true)
      return content(state, properties, keyStart, keyEnd, false, indentless)
    }
    startLine(state, c === 10 ? pos + 1 : skipComment(state, pos))
    if (state.depth === 0) state.rootKey = state.pos
    if (state.column <= state.indent) {
      if (standsAtIndent(state, indentless)) return content(state, properties, keyStart, keyEnd, true, indentless)
      return emptyNode(state, properties, keyStart, keyEnd, end, false)
    }
    const d = text.charCodeAt(state.pos)
    if (d === 44 || d === 93 || d === 125) return emptyNode(state, properties, keyStart, keyEnd, end, false)
    if ((d !== 38 && d !== 33 && d !== 42) || beginsKey(state)) return content(state, properties, keyStart, keyEnd, true, indentless)
    const next = state.pos
    properties = readProperties(state, properties)
    if (state.pos === next) return emptyNode(state, properties, keyStart, keyEnd, end, false)
    end = trimmedEnd(text, next, state.pos)
  }
}

function content(
  state: YamlState,
  properties: Properties,
  keyStart: number,
  keyEnd: number,
  canKey: boolean,
  indentless: boolean
): unknown {
  const { text, pos, tape } = state
  const anchor = openAnchor(state, properties)
  let value: unknown
  if (properties.tag !== undefined && isScalar(text, pos) && !(canKey && beginsKey(state))) {
    state.textOnly = true
    const scalar = blockNode(state, keyStart, keyEnd, false, indentless)
    state.textOnly = false
    value = taggedValue(state, properties, String(scalar), tape.lastEnd)
  } else value = blockNode(state, keyStart, keyEnd, canKey, indentless)
  closeAnchor(state, anchor, value, tape.lastEnd)
  return value
}

function emptyNode(state: YamlState, properties: Properties, keyStart: number, keyEnd: number, end: number, onLine: boolean): unknown {
  const anchor = openAnchor(state, properties)
  state.tape.leaf(end, end, keyStart, keyEnd)
  const value = properties.tag === undefined ? null : taggedValue(state, properties, '', end)
  closeAnchor(state, anchor, value, end)
  if (onLine) endLine(state, state.pos)
  return value
}

function isScalar(text: string, at: number): boolean {
  const c = text.charCodeAt(at)
  return c === 34 || c === 39 || c === 124 || c === 62 || startsPlain(text, at, c)
}

/** Whether the line goes on from `pos` as a key: properties, a scalar or an alias, and a colon. */
function beginsKey(state: YamlState): boolean {
  const { text, pos } = state
  readProperties(state)
  const start = state.pos
  const c = text.charCodeAt(start)
  let answer = false
  if (c === 34 || c === 39) {
    quotedText(state, start)
    answer = !state.severalLines && colonAfter(text, state.pos) !== -1
  } else if (c === 42 && start === pos) {
    let p = start + 1
    while (!' \t\n:'.includes(text.charAt(p))) p++
    answer = colonAfter(text, p) !== -1
  } else if (startsPlain(text, start, c)) answer = text.charCodeAt(plainLineEnd(text, start)) === 58
  else answer = c === 58 && isBlank(text, start + 1)
  state.pos = pos
  return answer
}
