import { resolveTagged } from '../resolve.ts'
import { nodeWords } from '../tape.ts'
import { fail } from './fail.ts'
import { lineEndOf } from './lines.ts'
import type { Anchor, YamlState } from './state.ts'

/** The anchor and the tag before a node. */
export interface Properties {
  readonly start: number
  readonly anchor?: string
  readonly tag?: string
}

/** Reads `&anchor` and `!tag`, each once, from `pos` on; `pos` is then at what follows them on the line. */
export function readProperties(state: YamlState, before: Properties = { start: state.pos }): Properties {
  const { text } = state
  let properties = before
  for (;;) {
    const p = state.pos
    const c = text.charCodeAt(p)
    if (c === 38 && properties.anchor === undefined) properties = { ...properties, anchor: readAnchorName(state) }
    else if (c === 33 && properties.tag === undefined) properties = { ...properties, tag: readTag(state) }
    else return properties
    state.pos = skipBlanks(text, state.pos)
  }
}

/** The first character on the line that is neither space nor tab. */
export function skipBlanks(text: string, from: number): number {
  let p = from
  for (let c = text.charCodeAt(p); c === 32 || c === 9; c = text.charCodeAt(p)) p++
  return p
}

/** The name behind `&` or `*` at `pos`; `pos` is then behind it. */
function readName(state: YamlState, what: string): string {
  const { text } = state
  const start = state.pos
  let p = start + 1
  while (isWordCharacter(text.charCodeAt(p))) p++
  if (p === start + 1 || !' \n\t?:,]}%@`'.includes(text.charAt(p))) {
    const end = lineEndOf(state, start)
    const word = text.slice(start, end)
    fail(state, {
      message: `${what} is read here because the value starts with \`${text[start]}\`, but no name of letters, digits, \`-\` and \`_\` follows.`,
      help: word.length <= 60 && !word.includes("'") ? `Put the value in quotes: '${word}'.` : 'Put the value in quotes.',
      start,
      end,
    })
  }
  state.pos = p
  return text.slice(start + 1, p)
}

function isWordCharacter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 45 || c === 95
}

const uri = /(?:[\w;/?:@&=+$,.!~*'()[\]-]|%[0-9a-fA-F]{2})*/y

/** A tag as it is written: its handle, `''` for a verbatim tag, and what follows it. */
interface TagToken {
  readonly handle: string
  readonly suffix: string
}

/** Reads the tag at `pos`; `pos` is then behind it. Mirrors go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_tag. */
export function scanTag(state: YamlState): TagToken {
  const { text } = state
  const start = state.pos
  const verbatim = text.charCodeAt(start + 1) === 60
  let p = start + 1
  let handle = '!'
  if (verbatim) {
    p++
    handle = ''
  } else {
    while (isWordCharacter(text.charCodeAt(p))) p++
    if (text.charCodeAt(p) === 33) handle = text.slice(start, ++p)
    else p = start + 1
  }
  uri.lastIndex = p
  const suffix = decodeUri(uri.exec(text)![0])
  p = uri.lastIndex
  const closed = !verbatim || text.charCodeAt(p) === 62
  if (verbatim && closed) p++
  const blank = ' \t\n'.includes(text.charAt(p))
  if (suffix === undefined || !closed || !blank || (suffix === '' && handle !== '!')) badTag(state, start)
  state.pos = p
  return { handle, suffix }
}

/** The tag at `pos` in its long form. */
function readTag(state: YamlState): string {
  const start = state.pos
  const { handle, suffix } = scanTag(state)
  if (handle === '' || suffix === '') return suffix || '!'
  const prefix = state.tagHandles.get(handle) ?? (handle === '!!' ? 'tag:yaml.org,2002:' : handle === '!' ? '!' : undefined)
  return prefix === undefined ? badTag(state, start) : prefix + suffix
}

/** Undefined where the escapes are no UTF-8. */
function decodeUri(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function badTag(state: YamlState, start: number): never {
  const end = lineEndOf(state, start)
  const word = state.text.slice(start, end)
  fail(state, {
    message: 'A tag is read here because the value starts with `!`, and it is none that YAML knows.',
    help: word.length <= 60 && !word.includes("'") ? `Put the value in quotes: '${word}'.` : 'Put the value in quotes.',
    start,
    end,
  })
}

/** The value of a scalar with properties: its tag decides. */
export function taggedValue(state: YamlState, { tag, start }: Properties, text: string, end: number): unknown {
  if (tag === undefined) return text
  const resolved = resolveTagged(tag, text)
  if (resolved === undefined) {
    const name = tag.replace('tag:yaml.org,2002:', '!!')
    fail(state, {
      message: `The value does not fit its tag \`${name}\`.`,
      help: `Remove the tag, or write a value that is a ${name.slice(2)}.`,
      start,
      end,
    })
  }
  return resolved.value
}

/** Remembers what an anchor names; its value is filled in when it has been read. */
export function openAnchor(state: YamlState, { anchor, start }: Properties): Anchor | undefined {
  if (anchor === undefined) return undefined
  const opened: Anchor = {
    start,
    value: undefined,
    node: state.tape.count,
    steps: decodeSteps(state),
    size: state.aliasUnits,
    open: true,
  }
  state.anchors.set(anchor, opened)
  state.openedAnchors.push(opened)
  return opened
}

export function closeAnchor(state: YamlState, anchor: Anchor | undefined, value: unknown, end: number): void {
  if (anchor === undefined) return
  anchor.value = value
  anchor.steps = decodeSteps(state) - anchor.steps
  anchor.size = end - anchor.start + state.aliasUnits - anchor.size
  anchor.open = false
}

/** The name of the anchor or alias at `pos`, known or not; `pos` is then behind it. */
export function readAnchorName(state: YamlState): string {
  return readName(state, state.text.charCodeAt(state.pos) === 38 ? 'An anchor' : 'An alias')
}

/** What `*name` at `pos` repeats; `pos` is then behind the name. */
export function readAlias(state: YamlState): Anchor {
  const start = state.pos
  const name = readAnchorName(state)
  const anchor = state.anchors.get(name)
  if (anchor === undefined || anchor.open) {
    fail(state, {
      code: 'alias',
      message:
        anchor === undefined
          ? `No anchor \`&${name}\` stands before this alias in the document.`
          : `The anchor \`&${name}\` contains its own alias.`,
      help:
        anchor === undefined
          ? `Write \`&${name}\` at the value to be repeated, above in the same document, or put the text in quotes.`
          : 'Repeat another value, or write the value out.',
      start,
      end: state.pos,
      ...(anchor !== undefined && {
        related: { start: anchor.start, end: anchor.start + 1 + name.length, message: 'the value that it stands in' },
      }),
    })
  }
  state.aliasSteps += anchor.steps
  state.aliasUnits += anchor.size
  checkExpansion(state, start)
  return anchor
}

/** Mirrors go.yaml.in/yaml/v2 decode.go unmarshal and allowedAliasRatio, and the limit on the size of an object. */
function checkExpansion(state: YamlState, start: number): void {
  const { aliasSteps, limits } = state
  const steps = decodeSteps(state)
  const allowed = steps <= 400_000 ? 0.99 : steps >= 4_000_000 ? 0.1 : 0.99 - (0.89 * (steps - 400_000)) / 3_600_000
  const excessive = aliasSteps > 100 && steps > 1000 && aliasSteps / steps > allowed
  if (!excessive && aliasSteps > limits.aliases) tooManyAliases(state, start)
  if (!excessive && state.aliasUnits + state.end - state.start <= limits.objectSize) return
  state.isSpent = excessive
  fail(state, {
    code: excessive ? 'alias' : 'limit',
    message: excessive
      ? 'The document consists almost only of aliases of aliases, which kubectl refuses as excessive aliasing.'
      : `The document is larger than ${limits.objectSize} characters when its aliases are written out.`,
    help: 'Write the values out, or repeat smaller parts.',
    start,
    end: lineEndOf(state, start),
  })
}

function tooManyAliases(state: YamlState, start: number): never {
  fail(state, {
    code: 'limit',
    message: `The document has more than ${state.limits.aliases} values when its aliases are written out.`,
    help: 'Write the values out, or repeat smaller parts.',
    start,
    end: lineEndOf(state, start),
  })
}

/** How often go-yaml's decoder is called for what has been read so far: for each value and key, aliases expanded. */
function decodeSteps(state: YamlState): number {
  const { count, words } = state.tape
  if (state.countedNodes > count) state.countedNodes = state.countedKeys = 0
  for (; state.countedNodes < count; state.countedNodes++) if (words[state.countedNodes * nodeWords + 2]! >= 0) state.countedKeys++
  return 1 + count + state.countedKeys + state.aliasSteps
}
