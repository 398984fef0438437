import { keyName, resolveScalar } from '../resolve.ts'
import { nodeWords } from '../tape.ts'
import { blockNode, colonAfter, nextLineNode } from './block.ts'
import { fail } from './fail.ts'
import { flowPlain, flowSpace, startsFlowPlain } from './flow-plain.ts'
import { isBlank, skipComment, trimmedEnd } from './lines.ts'
import { notAKey, tooLongKey } from './mistakes.ts'
import { plainLineEnd, startsPlain } from './plain.ts'
import { closeAnchor, openAnchor, type Properties, readAlias, readProperties, taggedValue } from './properties.ts'
import { quotedText } from './quoted.ts'
import { badKey, maximalKeyLength, mergeKey, type YamlState } from './state.ts'

/** Size of the tables of keys, a power of two. */
const keySlots = 1024
/** Keys beyond this length are not kept. */
const keptLength = 64
/** The keys that were read last, in whatever text, and their names, by a hash of their text: the same key is one string nearly always. */
const keyTexts: (string | undefined)[] = new Array(keySlots)
const keyNames: (string | undefined)[] = new Array(keySlots)

/** The same text, which keeps no longer one in memory. */
function apart(text: string): string {
  const members = Object.create(null) as Record<string, unknown>
  members[text] = 0
  return Object.keys(members)[0]!
}

/** The name of the unquoted key between two offsets, as kubectl converts it to JSON; the same string for the same text. */
export function plainKeyName(state: YamlState, start: number, end: number): string | symbol {
  const { text } = state
  const length = end - start
  const middle = text.charCodeAt(start + (length >> 1))
  const mixed = text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 131 + middle * 517 + length * 1031
  const slot = mixed & (keySlots - 1)
  const known = keyTexts[slot]
  if (known !== undefined && known.length === length && text.startsWith(known, start)) {
    const name = keyNames[slot]!
    if (name !== known) state.tape.names.set(state.tape.count, name)
    return name
  }
  const source = length > keptLength ? text.substring(start, end) : apart(text.substring(start, end))
  const name = nameOf(state, resolveScalar(source), source, start, end)
  if (typeof name === 'string') {
    if (length <= keptLength) {
      keyTexts[slot] = source
      keyNames[slot] = name
    }
    if (name !== source) state.tape.names.set(state.tape.count, name)
  }
  return name
}

/** Reads a key of a block that does not begin as an unquoted scalar; `pos` is then at its colon, or at the next token where it has none. */
export function readSpecialKey(state: YamlState): void {
  const { text, pos } = state
  const c = text.charCodeAt(pos)
  if (c === 63 && isBlank(text, pos + 1)) {
    readExplicitKey(state)
    return
  }
  if (c === 34 || c === 39) readQuotedKey(state)
  else if (c === 38 || c === 33 || c === 42) readScalarKey(state, false)
  else notAKey(state, pos, text.indexOf('\n', pos))
  const colon = colonAfter(text, state.keyEnd)
  if (colon === -1 || state.severalLines) notAKey(state, pos, text.indexOf('\n', pos))
  if (colon - pos > maximalKeyLength) tooLongKey(state, pos, colon)
  state.pos = colon
  state.colon = 'simple'
}

/** A quoted key at `pos`. Sets its name and range; `pos` is then behind it. */
export function readQuotedKey(state: YamlState): void {
  const { pos } = state
  setKey(state, quotedText(state, pos), pos, state.pos)
}

/** A key that is an alias, or has an anchor or a tag, at `pos`. Sets its name and range; `pos` is then behind it. */
export function readScalarKey(state: YamlState, inFlow: boolean): void {
  const { text, pos } = state
  let properties = readProperties(state)
  state.severalLines = false
  if (inFlow && state.pos !== pos) {
    flowSpace(state, pos)
    properties = readProperties(state, properties)
    flowSpace(state, pos)
  }
  const lines = state.severalLines
  const start = state.pos
  const anchor = openAnchor(state, properties)
  const c = text.charCodeAt(start)
  let value: unknown
  let end: number
  let merges = false
  if (c === 34 || c === 39) {
    value = taggedValue(state, properties, quotedText(state, start), state.pos)
    end = state.pos
    merges = value === '<<' && isMergeTag(properties)
  } else if (c === 42 && start === pos) {
    value = readAlias(state).value
    end = state.pos
  } else if (inFlow ? startsFlowPlain(text, start, c) : startsPlain(text, start, c)) {
    const source = inFlow ? flowPlain(state) : text.slice(start, trimmedEnd(text, start, plainLineEnd(text, start)))
    end = inFlow ? state.keyEnd : start + source.length
    value = properties.tag === undefined ? resolveScalar(source) : taggedValue(state, properties, source, end)
    merges = source === '<<' && (properties.tag === undefined || isMergeTag(properties))
  } else {
    end = start
    value = properties.tag === undefined ? null : taggedValue(state, properties, '', start)
  }
  if (anchor !== undefined) anchor.node = -1
  closeAnchor(state, anchor, value, end)
  state.severalLines ||= lines
  setKey(state, merges ? mergeKey : nameOf(state, value, text.slice(start, end), start, end), start, end)
}

function isMergeTag({ tag }: Properties): boolean {
  return tag === '!' || tag === 'tag:yaml.org,2002:merge'
}

function setKey(state: YamlState, name: string | symbol, start: number, end: number): void {
  state.name = name
  state.keyStart = start
  state.keyEnd = end
  const { text, tape } = state
  if (typeof name === 'string' && name !== text.slice(start + 1, end - 1)) tape.names.set(tape.count, name)
}

/** `? key`, and the `:` on a later line. Mirrors go.yaml.in/yaml/v2 parserc.go yaml_parser_parse_block_mapping_key. */
function readExplicitKey(state: YamlState): void {
  const { text, tape, indent, pos } = state
  const entry = tape.count
  const anchors = state.openedAnchors.length
  let p = pos + 1
  while (text.charCodeAt(p) === 32) p++
  const c = text.charCodeAt(p)
  let value: unknown
  if (c === 10 || c === 35) value = nextLineNode(state, c === 10 ? p + 1 : skipComment(state, p), -1, -1, pos + 1, true)
  else {
    state.pos = p
    state.column = indent + p - pos
    value = blockNode(state, -1, -1, true, true)
  }
  const start = tape.words[entry * nodeWords]!
  const end = Math.max(tape.words[entry * nodeWords + 1]!, start)
  // A key has no node, so that an alias of it leads nowhere else.
  for (const anchor of state.openedAnchors.slice(anchors)) anchor.node = -1
  tape.truncate(entry)
  setKey(state, nameOf(state, value, text.slice(start, end), start, end), start, end)
  state.colon = state.column === indent && text.charCodeAt(state.pos) === 58 && isBlank(text, state.pos + 1) ? 'explicit' : 'none'
}

/** The name that a value has as a key. */
export function nameOf(state: YamlState, value: unknown, source: string, start: number, end: number): string | symbol {
  const name = keyName(value, source)
  if (name !== undefined) return name
  if (typeof value === 'object' && value !== null) collectionAsKey(state, start, end)
  return value === null
    ? nullKey(state, start)
    : recordBadKey(state, `The key ${source} is too big a number for a key.`, 'Put the key in quotes.', start, end)
}

/** The name of a key that is not there. */
export function nullKey(state: YamlState, at: number): symbol {
  const help = 'Write the key, or put it in quotes if it is meant as text.'
  return recordBadKey(state, 'A key is empty, that is null, which no JSON object can have.', help, at, at + 1)
}

function recordBadKey(state: YamlState, message: string, help: string, start: number, end: number): symbol {
  state.unsupported.push({ code: 'syntax', message, help, start, end, fatal: true })
  return badKey
}

/** A mapping or sequence where only a scalar can be a key. */
export function collectionAsKey(state: YamlState, start: number, end: number): never {
  const { text } = state
  // three braces or more are no expression of any template
  const template = text.startsWith('{{', start) && text[start + 2] !== '{' && text[start - 1] !== '{'
  fail(state, {
    message: template
      ? '`{{` opens a template expression, which YAML reads as a mapping that is used as a key.'
      : 'A mapping or sequence stands where a key is read, and a key must be a single word or text.',
    help: template ? 'Render the template first, or put the expression in quotes.' : 'Put the value in quotes if it is meant as text.',
    ...(template ? { slip: 'placeholder' as const } : {}),
    start,
    end,
  })
}
