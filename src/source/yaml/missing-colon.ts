import type { Mistake } from './fail.ts'
import { lineEndOf } from './lines.ts'
import { isProse } from './prose.ts'
import { mayResume } from './recovery.ts'
import type { YamlState } from './state.ts'

/** What to say about a line between keys that has no colon. */
export function withoutColon(line: string): Pick<Mistake, 'message' | 'help' | 'mend'> {
  const words = /^([\w./-]+)[ \t]+(\S.*)$/.exec(line)
  return {
    message: 'A line between the keys of a mapping has no colon.',
    help:
      words !== null && line.length <= 60
        ? `Write \`${words[1]}: ${words[2]}\`, or indent the line if it goes on with the value above it.`
        : 'Write a colon and a blank behind the key, or indent the line if it goes on with the value above it.',
    ...(words !== null && !words[1]!.startsWith('...') ? { mend: { to: `${words[1]}: ${words[2]}`, safe: false } } : mendWord(line)),
  }
}

/** A colon behind a word that stands alone, or nothing in place of dots that stand for lines left out. */
function mendWord(line: string): Pick<Mistake, 'mend'> {
  if (/^(?:\.{3,6}|…+)$/.test(line)) return { mend: 'prose' }
  return /^[\w./-]+$/.test(line) ? { mend: { to: `${line}:`, safe: false } } : {}
}

/** A name of a field, and at most one word or a stand-in behind it. */
const keyAndValue = /^([A-Za-z][\w./-]+)(?:[ \t]+(?:[^\s:#][^\s:]*|<[^<>:]*>))?(?:[ \t]+#.*)?$/

/** Whether a text, first of its line, is surely a key with its value, and only lacks the colon between them. */
export function isKeyWithoutColon(text: string, start: number): boolean {
  const line = text.slice(start, lineEndOf({ text }, start))
  const key = keyAndValue.exec(line)?.[1]
  return key !== undefined && !isProse(line) && (line.length > key.length || opensBelow(text, start))
}

/**
 * Reads a line that only lacks the colon behind its key as if it had one; `pos` is then before the value. The document is refused for it.
 */
export function goesOnWithoutColon(state: YamlState, start: number): boolean {
  const { text } = state
  if (!mayResume(state) || state.failedAt === start || !isKeyWithoutColon(text, start)) return false
  const end = lineEndOf(state, start)
  const line = text.slice(start, end)
  state.problems.push({ code: 'syntax', ...withoutColon(line), start, end, fatal: true })
  state.errors++
  state.failedAt = start
  const keyEnd = start + keyAndValue.exec(line)![1]!.length
  state.name = text.slice(start, keyEnd)
  state.keyStart = start
  state.keyEnd = keyEnd
  state.pos = keyEnd - 1
  state.colon = 'simple'
  return true
}

/** Whether the next line is indented deeper than this one. */
function opensBelow(text: string, start: number): boolean {
  const next = text.indexOf('\n', start) + 1
  const column = start - (text.lastIndexOf('\n', start - 1) + 1)
  return /^ *[^\s#]/.test(text.slice(next, next + 200)) && /^ */.exec(text.slice(next, next + 200))![0].length > column
}
