/** What Go says of a text that is no regular expression to it; undefined where it is one, as far as can be told here. Mirrors regexp/syntax Parse, in part. */
export function goRegexError(text: string): string | undefined {
  const wrong =
    lookAround(text) ??
    repetition(text) ??
    brackets(text) ??
    (text.endsWith('\\') && !/(?:^|[^\\])(?:\\\\)+$/.test(text) ? 'trailing backslash at end of expression: ``' : undefined)
  return wrong === undefined ? undefined : `error parsing regexp: ${wrong}`
}

/** Groups that only other engines have. */
function lookAround(text: string): string | undefined {
  const found = /(?:^|[^\\])(\(\?(?:[=!]|<[=!]))/.exec(text)?.[1]
  return found === undefined ? undefined : `invalid or unsupported Perl syntax: \`${found}\``
}

/** A repetition of nothing. */
function repetition(text: string): string | undefined {
  const found = /^[*+?]|(?:^|[^\\])[(|]([*+])/.exec(text)
  return found === null ? undefined : `missing argument to repetition operator: \`${found[1] ?? text[0]}\``
}

function brackets(text: string): string | undefined {
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!
    if (character === '\\') index += 1
    else if (character === '[') {
      const end = endOfClass(text, index)
      if (end === -1) return `missing closing ]: \`${text.slice(index)}\``
      index = end
    } else if (character === '(') depth += 1
    else if (character === ')') {
      depth -= 1
      if (depth < 0) return `unexpected ): \`${text}\``
    }
  }
  return depth > 0 ? `missing closing ): \`${text}\`` : undefined
}

function endOfClass(text: string, start: number): number {
  let index = start + 1
  if (text[index] === '^') index += 1
  if (text[index] === ']') index += 1
  for (; index < text.length; index++) {
    if (text[index] === '\\') index += 1
    else if (text[index] === '[' && text[index + 1] === ':') {
      const end = text.indexOf(':]', index + 2)
      if (end !== -1) index = end + 1
    } else if (text[index] === ']') return index
  }
  return -1
}
