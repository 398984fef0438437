/** One line of a text: offsets of its start, of its first character that is no blank, and behind its line break. */
export interface Line {
  readonly start: number
  readonly content: number
  readonly end: number
  /** Column of its first character that is no space or tab. */
  readonly column: number
  /** Empty, or a comment alone. */
  readonly isBlank: boolean
  /** It begins with the dash of an item. */
  readonly isItem: boolean
}

/** The line that an offset is in. */
export function lineAt(text: string, at: number): Line {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
  const lineBreak = text.indexOf('\n', start)
  const end = lineBreak === -1 ? text.length : lineBreak + 1
  let content = start
  while (content < end && (text[content] === ' ' || text[content] === '\t')) content++
  const isBlank = content >= end || /[\r\n#]/.test(text[content]!)
  const isItem = text[content] === '-' && (content + 1 >= end || /\s/.test(text[content + 1]!))
  return { start, content, end, column: content - start, isBlank, isItem }
}

/** The next line; undefined behind the last, and at a line that separates documents. */
export function lineBelow(text: string, { end }: Line): Line | undefined {
  return end >= text.length || text.startsWith('---', end) ? undefined : lineAt(text, end)
}

/** The line before; undefined before the first, and at a line that separates documents. */
export function lineAbove(text: string, { start }: Line): Line | undefined {
  if (start === 0) return undefined
  const above = lineAt(text, start - 1)
  return text.startsWith('---', above.start) ? undefined : above
}

/** The last line above that is neither empty nor a comment. */
export function contentAbove(text: string, line: Line): Line | undefined {
  let above = lineAbove(text, line)
  while (above?.isBlank === true) above = lineAbove(text, above)
  return above
}

/** Column of the first key of a line, behind the dashes of items. */
export function keyColumn(text: string, { start, content, end }: Line): number {
  let p = content
  while (text[p] === '-' && p + 1 < end && (text[p + 1] === ' ' || text[p + 1] === '\t')) {
    p++
    while (text[p] === ' ' || text[p] === '\t') p++
  }
  return p - start
}

/** The line and those below it that stand at `least` or deeper; blank ones in between count, those at the end do not. */
export function blockFrom(text: string, first: Line, least: number): readonly Line[] {
  const block = [first]
  let pending: Line[] = []
  for (let line = lineBelow(text, first); line !== undefined; line = lineBelow(text, line)) {
    if (line.isBlank) pending.push(line)
    else if (line.column >= least) {
      block.push(...pending, line)
      pending = []
    } else break
  }
  return block
}
