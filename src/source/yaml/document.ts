import { isMapping } from '../mapping.ts'
import type { SourceProblem } from '../problem.ts'
import { blockNode } from './block.ts'
import { directives } from './directives.ts'
import { dropRest } from './dropped.ts'
import { lineEndOf, skipComment, startLine } from './lines.ts'
import { unexpectedToken } from './mistakes.ts'
import { skipBlanks } from './properties.ts'
import { manifestBegin } from './prose.ts'
import { lineAfterFailure, mayResume } from './recovery.ts'
import { badKey, malformed, type YamlState } from './state.ts'

/** What a document is, its problems being in the state. */
export interface ReadYaml {
  /** Undefined where kubectl refuses the document. */
  readonly value: unknown
  /** What could be read of a document that kubectl refuses, or of the manifest below what it takes for the document. */
  readonly partial: unknown
}

/**
 * Reads the first document between two offsets, as sigs.k8s.io/yaml does. `start` and `end` are at the start of a line.
 * Mirrors go.yaml.in/yaml/v2 decode.go: what stands behind the first document is not read.
 */
export function readYaml(state: YamlState, start: number, end: number): ReadYaml {
  state.begin(start, end)
  const { errors } = state
  let value: unknown
  for (let from = start; ; from = restart(state)) {
    try {
      value = readRoot(state, from)
      if (state.errors === errors && state.pos < state.end && isMarkedTwice(state.text, start)) unexpectedToken(state, state.pos)
      if (state.errors === errors) dropRest(state)
      break
    } catch (error) {
      if (error !== malformed) throw error
      if (!mayResume(state)) break
    }
  }
  const isPlainText = state.errors === errors && state.unsupported.length === 0 && !isMapping(value)
  const behind = isPlainText && state.problems.at(-1)?.code === 'dropped-content' ? readBehindProse(state) : undefined
  if (behind !== undefined) return { value, partial: behind }
  if (state.unsupported.length > 0 && (value === undefined || isUnsupported(value))) state.problems.push(state.unsupported[0]!)
  return state.problems.some(problem => problem.fatal) ? { value: undefined, partial: value } : { value, partial: undefined }
}

/**
 * What kubectl takes for a complete value and is prose or a shell prompt above a manifest, which it then does not read: says so, and reads
 * the manifest as it was meant. Undefined where none follows.
 */
function readBehindProse(state: YamlState): unknown {
  const { text, end, pos, problems, errors, markers, start } = state
  const from = manifestBegin(text, problems.at(-1)!.start, end)
  const first = start + /^(?:---[^\n]*\n|[ \t]*(?:#[^\n]*)?\n)*/.exec(text.slice(start, pos))![0].length
  if (from === -1) return undefined
  state.begin(from, end)
  const { partial, value = partial } = readYaml(state, from, end)
  const prose: SourceProblem = {
    code: 'dropped-content',
    slip: 'not-yaml',
    mend: 'prose',
    message:
      'This line is no YAML that was meant: kubectl takes it for the whole document, and drops the manifest below it without a word.',
    help: 'Remove it, or put `# ` before it.',
    start: first,
    end: lineEndOf(state, first),
    fatal: false,
  }
  const before = [...problems.slice(0, -1), prose]
  state.repeated = state.repeated.map(({ node, problem }) => ({ node, problem: problem + before.length }))
  state.problems = [...before, ...state.problems.map(problem => ({ ...problem, fatal: false }))]
  state.unsupported = []
  state.errors = errors
  state.pos = pos
  if (markers !== undefined) state.markers = [...markers, ...(state.markers ?? [])]
  return value ?? undefined
}

/** After an error that left nothing of the document: the next line, from which it is read as if it began there. */
function restart(state: YamlState): number {
  state.tape.truncate(0)
  state.repeated = []
  state.indent = -1
  state.depth = 0
  state.textOnly = false
  const lineStart = Math.min(lineAfterFailure(state), state.end)
  state.resumedAt = Math.max(state.resumedAt, lineStart)
  return lineStart
}

function isMarkedTwice(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0xfeff && text.charCodeAt(at + 1) === 0xfeff
}

function readRoot(state: YamlState, from: number): unknown {
  const { text } = state
  const isMarked = text.charCodeAt(from) === 0xfeff
  const lineStart = from + (isMarkedTwice(text, from) ? 2 : isMarked ? 1 : 0)
  startLine(state, lineStart)
  // go-yaml takes the second of two marks for a blank
  if (isMarkedTwice(text, from) && state.pos < state.end && text.indexOf('\n', lineStart) > state.pos) state.column = 1
  if (state.column === -1 && text.charCodeAt(state.pos) === 37 && state.pos < state.end) directives(state)
  if (state.column === -1 && text.charCodeAt(state.pos) === 46 && state.pos < state.end) unexpectedToken(state, state.pos)
  let canKey = true
  if (state.column === -1 && text.charCodeAt(state.pos) === 45 && state.pos < state.end) {
    const content = skipBlanks(text, state.pos + 3)
    const c = text.charCodeAt(content)
    if (c === 10 || c === 35) startLine(state, c === 10 ? content + 1 : skipComment(state, content))
    else {
      state.pos = content
      state.column = 0
      canKey = false
    }
  }
  if (state.column === -1) {
    state.tape.leaf(state.pos, state.pos, -1, -1)
    return null
  }
  if (canKey) state.rootKey = state.pos
  return blockNode(state, -1, -1, canKey, false)
}

/** Whether a value holds what JSON cannot: a number that is not finite, or a key without a name. */
function isUnsupported(root: unknown): boolean {
  const stack = [root]
  for (let value = stack.pop(); value !== undefined || stack.length > 0; value = stack.pop()) {
    if (typeof value === 'number' && !Number.isFinite(value)) return true
    if (Array.isArray(value)) for (const item of value) stack.push(item)
    else if (isMapping(value)) {
      if (Object.hasOwn(value, badKey)) return true
      for (const key of Object.keys(value)) stack.push(value[key])
    }
  }
  return false
}
