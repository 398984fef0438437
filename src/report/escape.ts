/** DEL, C1, invisible format characters, bidirectional controls, line and paragraph separators, tags, halves of surrogate pairs. */
const hidden =
  '[\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}]|\\p{Surrogate}'
const printable = /^[ -~]*$/
const printableJson = /^[\x00-~]*$/
const everyHidden = once(() => new RegExp(hidden, 'gu'))
const everyUnprintable = once(() => new RegExp(`[\\x00-\\x1f]|${hidden}`, 'gu'))

/** Reading these expressions takes longer than most texts, which are of ASCII and need none of them. */
function once(make: () => RegExp): () => RegExp {
  let made: RegExp | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Text of an input as one line that neither a terminal nor a log of GitHub Actions can be made to act on. */
export function escapeForTerminal(text: string): string {
  const visible = printable.test(text) ? text : text.replace(everyUnprintable(), escapeCharacter)
  // `##[command]` is obeyed anywhere in a line of a log
  return visible.includes('##[') ? visible.replaceAll('##[', '##\\[') : visible
}

/** A character that must not be printed as it is, in the notation of JavaScript. */
export function escapeCharacter(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0)!
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
}

/** Whether a character is shown escaped. */
export function isUnprintable(character: string): boolean {
  return !printable.test(character) && character.search(everyUnprintable()) !== -1
}

/** JSON in which what a terminal or a log would act on is escaped; a reader gets the same values. */
export function escapeJson(json: string): string {
  const visible = printableJson.test(json) ? json : json.replace(everyHidden(), escapeUnits)
  return visible.includes('##[') ? visible.replaceAll('##[', '##\\u005b') : visible
}

function escapeUnits(character: string): string {
  return character.replace(/[\s\S]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Lines as one text, none of which a log of GitHub Actions takes for a command (`::error …`). */
export function joinLines(lines: readonly string[]): string {
  return lines.map(line => `${line.includes('::') && /^\s*::/.test(line) ? line.replace('::', '\\x3a:') : line}\n`).join('')
}

/** The message of a workflow command: line breaks are kept, nothing else is obeyed. */
export function escapeWorkflowData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A property of a workflow command. */
export function escapeWorkflowProperty(text: string): string {
  return escapeWorkflowData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** Text as Markdown and HTML show it, on one line: no markup, link, mention, reference or short code comes out of it. */
export function escapeMarkdown(text: string): string {
  return escapeForTerminal(text).replace(/[&<>\\`*_[\]#|~@$]|:(?=[a-z+/-])|(?<=www)\./gi, character => `&#${character.charCodeAt(0)};`)
}

/** At most `limit` characters of a text, the rest left out in the middle, where names differ least. */
export function abbreviate(text: string, limit: number): string {
  if (text.length <= limit) return text
  const head = Math.ceil((limit - 1) * 0.6)
  return `${withoutHalves(text.slice(0, head))}…${withoutHalves(text.slice(text.length - (limit - 1 - head)))}`
}

/** A text whose first or last character is not the half of one. */
function withoutHalves(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
}
