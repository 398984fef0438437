import { fail, type Mistake } from './fail.ts'
import { isBlank, lineEndOf } from './lines.ts'
import { isKeyWithoutColon, withoutColon } from './missing-colon.ts'
import { isProse } from './prose.ts'
import { mayResume } from './recovery.ts'
import { malformed, type YamlState } from './state.ts'

/** Something that begins no value. */
export function unexpectedToken(state: YamlState, at: number): never {
  fail(state, { ...tokenMistake(state, at), start: at })
}

function tokenMistake(state: YamlState, at: number): Mistake {
  const { text } = state
  const end = lineEndOf(state, at)
  const character = text.charAt(at)
  const span = { start: at, end: Math.max(end, at + 1) }
  switch (character) {
    case '@':
    case '`':
    case '%':
      return {
        message: `An unquoted value cannot start with \`${character}\`, which YAML keeps for itself.`,
        help: inQuotes(text.slice(at, end)),
        ...mendQuotes(text.slice(at, end), true),
        ...span,
      }
    case '-':
      return { message: 'A list starts on the line of its key.', help: 'Put the first `-` on the next line, below the key.', ...span }
    case '?':
      return {
        message: 'A `?` with a blank behind it starts a complex key, which cannot stand here.',
        help: inQuotes(text.slice(at, end)),
        ...span,
      }
    case ':':
      return { message: 'A `:` has no key before it.', help: 'Write the key before the colon, or put the value in quotes.', ...span }
    case ']':
    case '}':
      return {
        message: `A \`${character}\` closes nothing that was opened.`,
        help: 'Remove it, or put the value in quotes.',
        start: at,
        end: at + 1,
      }
    case '.':
      return {
        message: '`...` ends a document that has not begun.',
        help: 'Remove the line, or separate documents by a line `---`.',
        ...span,
      }
    case ',':
      return { message: 'A value cannot start with a comma.', help: inQuotes(text.slice(at, end)), ...span }
    case '\t':
      return {
        message: 'A tab stands where only spaces may be.',
        help: 'Use spaces instead of the tab.',
        slip: 'indentation',
        mend: 'tab',
        start: at,
        end: at + 1,
      }
    default:
      return { message: `A value cannot start with \`${character}\`.`, help: inQuotes(text.slice(at, end)), ...span }
  }
}

function inQuotes(word: string): string {
  return word.length > 60 || word.includes("'") ? 'Put the value in quotes.' : `Put the value in quotes: '${word}'.`
}

/** Single quotes around a value, up to a comment behind it. */
function mendQuotes(written: string, safe: boolean): Pick<Mistake, 'mend'> {
  const value = /^(?:(?!\s#)[^\n])*/.exec(written)![0].trimEnd()
  return value === '' ? {} : { mend: { from: value, to: `'${value.replaceAll("'", "''")}'`, safe } }
}

/** A line of a mapping that is no key with its colon; `stop` is where its unquoted text ends. */
export function notAKey(state: YamlState, start: number, stop: number): never {
  const { text } = state
  const end = lineEndOf(state, start)
  const line = text.slice(start, end)
  const place = { start, end: Math.max(end, start + 1) }
  const c = text.charCodeAt(start)
  if (c === 45 && isBlank(text, start + 1)) {
    fail(state, {
      message: 'A list item stands between the keys of a mapping.',
      help: 'Indent it below the key whose list it belongs to, or remove the `-`.',
      slip: 'indentation',
      mend: 'column',
      ...place,
    })
  }
  if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(line)) {
    fail(state, {
      message: 'A merge conflict was left in the file.',
      help: 'Keep one of the two sides and remove the conflict markers.',
      ...place,
    })
  }
  if (line.startsWith('{{')) {
    fail(state, {
      message: 'A template expression stands where a key is expected: this text has not been rendered.',
      help: 'Render the template first.',
      slip: 'placeholder',
      ...place,
    })
  }
  if (isProse(line)) {
    fail(state, {
      message: 'This line is no YAML: it looks like a command, its output or prose.',
      help: 'Remove it, or put `# ` before it.',
      slip: 'not-yaml',
      mend: 'prose',
      ...place,
    })
  }
  if ('@`%,]}:?\t'.includes(text.charAt(start))) fail(state, { ...tokenMistake(state, start), start })
  const joined = /^(["'“”]?[\w./-]+["'“”]?)(?::|：\s*)([^\s:/].*)?$/.exec(line)
  if (joined !== null) {
    const wide = line.includes('：')
    fail(state, {
      message: wide
        ? `The colon after \`${joined[1]}\` is a full-width character.`
        : `No blank stands behind the colon of \`${joined[1]}\`.`,
      help: `Write \`${`${joined[1]}: ${joined[2] ?? ''}`.trimEnd()}\`.`,
      mend: { to: `${joined[1]}: ${joined[2] ?? ''}`.trimEnd(), safe: true },
      ...(wide ? { slip: 'full-width' as const } : {}),
      ...place,
    })
  }
  const mistake = withoutColon(line)
  const isLong = stop > start && text.charCodeAt(stop) === 58
  fail(state, { ...mistake, ...(isLong ? { message: 'A key must stand on one line.' } : {}), ...place })
}

export function tooLongKey(state: YamlState, start: number, colon: number): void {
  const characters = [...state.text.slice(start, colon)].length
  if (characters <= 1024) return
  fail(state, {
    message: 'A key is longer than 1024 characters.',
    help: 'Shorten the key.',
    start,
    end: colon,
  })
}

/** Something between brackets that is no value. */
export function notInFlow(state: YamlState, at: number): never {
  const { text } = state
  const character = text.charAt(at)
  state.openFailure = at
  if (character === '-') {
    fail(state, {
      message: 'A list item with a dash stands inside brackets.',
      help: 'Separate the items of `[ ]` by commas, without dashes.',
      start: at,
      end: lineEndOf(state, at),
    })
  }
  if (character === ',')
    fail(state, { message: 'A value is missing before this comma.', help: 'Remove the comma, or write the value.', start: at, end: at + 1 })
  fail(state, { ...tokenMistake(state, at), start: at, end: at + 1 })
}

/** Two values between brackets without a comma, or the wrong bracket. */
export function missingComma(state: YamlState, open: number): never {
  const { text, pos } = state
  const bracket = text.charAt(open)
  const close = bracket === '[' ? ']' : '}'
  state.openFailure = pos
  const other = text.charAt(pos) === (bracket === '[' ? '}' : ']')
  fail(state, {
    message: other ? `\`${bracket}\` is closed by \`${text.charAt(pos)}\`.` : `A \`,\` or \`${close}\` is missing before this.`,
    help: other
      ? `Close it with \`${close}\`.`
      : `Separate the values by commas, close the \`${bracket}\`, or put text that holds \`:\` or brackets in quotes.`,
    start: pos,
    end: pos + 1,
    related: { start: open, end: open + 1, message: `the \`${bracket}\` that is open` },
  })
}

/** A key between brackets whose colon stands on another line. */
export function keyOverLines(state: YamlState, start: number): never {
  fail(state, {
    message: 'A key inside brackets and its colon must stand on one line.',
    help: 'Write the key, the colon and the start of the value on one line.',
    start,
    end: lineEndOf(state, start),
  })
}

/** The document ends inside brackets. */
export function unclosedFlow(state: YamlState, open: number): never {
  const bracket = state.text.charAt(open)
  const lineEnd = lineEndOf(state, open)
  state.openFailure = lineEnd - 1
  fail(state, {
    message: `The \`${bracket}\` is never closed.`,
    help: `Write \`${bracket === '[' ? ']' : '}'}\` at the end of the value.`,
    start: lineEnd - 1,
    end: lineEnd,
    related: { start: open, end: open + 1, message: `the \`${bracket}\` that is open` },
  })
}

/** Whether a line stands at a column, or below a line at that column that may be its key. */
function standsBelow(text: string, content: number, column: number): boolean {
  const lineStart = text.lastIndexOf('\n', content - 1) + 1
  if (content - lineStart <= column) return content - lineStart === column
  const above = text.lastIndexOf('\n', lineStart - 2) + 1
  const start = above + column
  return text.slice(above, start).trim() === '' && isKeyWithoutColon(text, start)
}

/** A `: ` in an unquoted value that is itself the value of a key on the same line, or goes on from the line before. */
export function mappingInValue(state: YamlState, start: number, colon: number): never {
  const { text } = state
  const lineStart = text.lastIndexOf('\n', colon) + 1
  if (lineStart <= start) {
    const line = text.slice(start, lineEndOf(state, colon))
    fail(state, {
      message: 'A `:` with a blank behind it stands in an unquoted value, where it would start a second mapping.',
      help: inQuotes(line),
      start: colon,
      end: colon + 1,
      related: { start, end: colon, message: 'the value that should be in quotes' },
    })
  }
  const first = start - (text.lastIndexOf('\n', start) + 1)
  const content = lineStart + /^[ \t]*/.exec(text.slice(lineStart, colon))![0].length
  if (
    state.depth > 0 &&
    state.ownLine === start &&
    standsBelow(text, content, first) &&
    mayResume(state) &&
    isKeyWithoutColon(text, start)
  ) {
    state.keysFrom = start
    throw malformed
  }
  if (state.depth === 0) {
    // Lines without a colon before the first key are one mistake.
    state.resumedAt = lineStart - 1
    notAKey(state, start, lineEndOf(state, start))
  }
  state.asideAt = content
  state.endedValue = start
  fail(state, {
    message: 'This line is indented deeper than the key above it, which has its value already, so it is read as more of that value.',
    help: 'Indent it like the keys that it belongs to.',
    slip: 'indentation',
    mend: 'column',
    start: content,
    end: colon + 1,
    related: { start, end: lineEndOf(state, start), message: 'the value that it continues' },
  })
}
