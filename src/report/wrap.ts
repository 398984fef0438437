import { displayWidth, padToWidth } from './display-width.ts'

/** A text in lines of at most `width` cells, broken at spaces, though not before a last `…`; a longer word has a line of its own. */
export function wrapWords(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/ (?!…$)/)) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Beyond this the words of an entry stand below its title. */
const widestTitle = 32

/** Entries of a title and words, the words wrapped in a column of their own. */
export function hangingLines(entries: readonly { readonly title: string; readonly words: string }[], width: number): readonly string[] {
  const widest = Math.max(0, ...entries.map(({ title }) => displayWidth(title)))
  const column = Math.min(widestTitle, widest) + 5
  return entries.flatMap(({ title, words }) => {
    const lines = wrapWords(words, Math.max(20, width - column)).map(line => ' '.repeat(column) + line)
    const head = `  ${title}`
    return displayWidth(head) + 3 > column ? [head, ...lines] : [padToWidth(head, column) + lines[0]!.slice(column), ...lines.slice(1)]
  })
}
