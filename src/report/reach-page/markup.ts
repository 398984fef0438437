import { abbreviate, escapeForTerminal } from '../escape.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

/** No name of Kubernetes is longer; what is, is cut. */
const longestText = 600

/** Text of an input as HTML shows it, in elements and in quoted attributes: no markup comes out of it. */
export function html(text: string): string {
  return escapeForTerminal(abbreviate(text, longestText)).replace(/[&<>"'`]/g, character => entities[character]!)
}

/** A name with places where it may be broken. */
export function breakable(text: string): string {
  return html(text).replace(/([-./])(?=[a-z0-9])(?![a-z0-9#]*;)/gi, '$1<wbr>')
}

/** `1 workload`, `4,213 workloads` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}
