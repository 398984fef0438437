import type { ResourceIdentity } from '../lint/diagnostic.ts'
import { abbreviate, escapeForTerminal } from './escape.ts'

/** Characters of one word that a message may quote, of a message on one line of a terminal or log, of one anywhere else. */
const limits = { word: 120, line: 200, text: 1000, sentence: 2000 }

/** A message that quotes no endless value of the input. */
export function boundedText(message: string): string {
  if (message.length <= limits.word) return message
  return abbreviate(
    message.replace(/(?<!\S)\S{121,}/g, word => abbreviate(word, limits.word)),
    limits.text
  )
}

/** A message as the first line of a finding has it. */
export function messageLine(message: string): string {
  return escapeForTerminal(abbreviate(boundedText(message), limits.line))
}

/** A component's own words as a terminal shows them. */
export function sentenceLine(sentence: string): string {
  return escapeForTerminal(abbreviate(sentence, limits.sentence))
}

/** An imperative sentence as what follows `help:`: it goes on in lower case, and one that stands alone has no full stop. */
export function adviceLine(advice: string): string {
  const text = escapeForTerminal(boundedText(advice)).replace(/^[A-Z](?=[a-z]*[ ,])/, first => first.toLowerCase())
  return /^[^.]*(\.[^ ][^.]*)*\.$/.test(text) ? text.slice(0, -1) : text
}

/** A path that can only be read as one. */
export function pathText(path: string): string {
  const text = escapeForTerminal(path)
  return text.startsWith('::') ? `\\x3a${text.slice(1)}` : text
}

/** `Deployment shop/web`, `Node n1`. */
export function resourceTitle({ kind, namespace, name }: ResourceIdentity): string {
  return escapeForTerminal(boundedText(`${kind} ${namespace === null ? '' : `${namespace}/`}${name ?? '(without a name)'}`))
}
