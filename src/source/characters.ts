import type { SourceProblem } from './problem.ts'

/** Everything but the characters of ordinary texts, among it the line breaks that are not `\n`. */
const unusual = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd-\uffff]/

/** What YAML forbids, and what tells of a text that was damaged on its way. A surrogate matches only where it stands alone. */
const suspicious = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffd-\uffff\ud800-\udfff]/u

/** Whether a text needs a closer look at its characters and line breaks. */
export function isUnusual(text: string): boolean {
  return unusual.test(text)
}

/** The first character of each sort in a document that should not be there. What stands behind `readEnd` kubectl does not see. */
export function characterProblems(text: string, start: number, end: number, readEnd: number): SourceProblem[] {
  const problems = new Map<string, SourceProblem>()
  const pattern = new RegExp(suspicious.source, 'gu')
  pattern.lastIndex = start
  for (let match = pattern.exec(text); match !== null && match.index < end; match = pattern.exec(text)) {
    const c = match[0].charCodeAt(0)
    const at = match.index
    if (c === 0xfeff && (at === start || problems.has('mark'))) continue
    if (c === 0xfeff) problems.set('mark', { ...place(at), message: markMessage, help: 'Remove the character.', fatal: false })
    else if (c === 0xfffd) {
      if (!problems.has('lost')) problems.set('lost', { ...place(at), message: lostMessage, help: 'Save the file as UTF-8.', fatal: false })
    } else {
      const help = isStrayByte(c) ? 'Save the file as UTF-8.' : 'Remove the character, or write it as an escape in double quotes.'
      problems.set('control', { ...place(at), message: controlMessage(c), help, fatal: at < readEnd })
      break
    }
  }
  return [...problems.values()]
}

/**
 * How far go-yaml has looked at the characters of a document of which it reads the tokens up to `stop`: it decodes 512 bytes at a time.
 * Mirrors go.yaml.in/yaml/v2 readerc.go yaml_parser_update_buffer.
 */
export function decodedEnd(text: string, start: number, end: number, stop: number): number {
  const needed = stop + 4
  let bytes = 0
  for (let at = start; at < end; at++) {
    if (at >= needed && bytes % 512 === 0) return at
    const c = text.charCodeAt(at)
    const width = c < 0x80 ? 1 : c < 0x800 || (c >= 0xd800 && c <= 0xdfff) ? 2 : 3
    if (at >= needed && (bytes % 512) + width > 512) return at
    bytes += width
  }
  return end
}

const markMessage = 'A byte order mark stands inside the text, where it is an invisible part of a key or value.'
const lostMessage = 'A replacement character stands where a character was lost: the text was not UTF-8 once.'

/** Loading keeps a byte that is no UTF-8 as U+DC00 plus its value. */
function isStrayByte(c: number): boolean {
  return c >= 0xdc80 && c <= 0xdcff
}

function controlMessage(c: number): string {
  if (isStrayByte(c)) return `The byte 0x${(c - 0xdc00).toString(16).toUpperCase()} at this place is no UTF-8, which kubectl refuses.`
  const name = c >= 0xd800 && c <= 0xdfff ? 'half of a surrogate pair' : 'the control character'
  return `The text contains ${name} U+${c.toString(16).toUpperCase().padStart(4, '0')}, which YAML forbids.`
}

function place(at: number): Pick<SourceProblem, 'code' | 'start' | 'end'> {
  return { code: 'encoding', start: at, end: at + 1 }
}
