import { escapeForTerminal } from '../escape.ts'
import { boundedText } from '../message-text.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A piece of a page, as opposed to a text that is still to be escaped. */
export interface Markup {
  readonly markup: string
}

/** What may stand in a page: texts are escaped, lists are joined. */
export type Content = string | number | Markup | readonly Content[]

/** Text as a page shows it: no markup, no invisible character, no endless word. */
export function escapeHtml(text: string): string {
  return escapeForTerminal(boundedText(text)).replace(/[&<>"']/g, character => entities[character]!)
}

/** A piece of a page; whatever is filled in is escaped unless it is such a piece itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: parts.map((part, index) => part + (index < contents.length ? markupOf(contents[index]!) : '')).join('') }
}

/** Nothing at all. */
export const nothing: Markup = { markup: '' }

function markupOf(content: Content): string {
  if (typeof content === 'string') return escapeHtml(content)
  if (typeof content === 'number') return String(Math.round(content * 100) / 100)
  return 'markup' in content ? content.markup : content.map(markupOf).join('')
}

/** A part of the page under a heading of its own, with a sentence on how to read it; nothing where it has no content. */
export function section(heading: string, note: string, content: Content): Markup {
  const { markup } = html`${content}`
  if (markup === '') return nothing
  const caption = note === '' ? nothing : html`<p class="note">${note}</p>\n`
  return html`<section>\n<h2>${heading}</h2>\n${caption}${{ markup }}\n</section>\n`
}

const rowLimit = 500

/** A table that scrolls on its own where the page is narrow; nothing where it has no rows. */
export function table(header: readonly string[], rows: readonly (readonly Content[])[]): Markup {
  if (rows.length === 0) return nothing
  const heads = header.map(text => html`<th scope="col">${text}</th>`)
  const body = rows.slice(0, rowLimit).map(row => html`<tr>${row.map(cell => html`<td>${cell}</td>`)}</tr>\n`)
  const left = rows.length - rowLimit
  const more = left > 0 ? html`<p class="note">and ${left} more</p>\n` : nothing
  return html`<div class="wide"><table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body}</tbody>\n</table></div>\n${more}`
}
