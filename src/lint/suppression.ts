import type { Path } from '../source/path.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Span } from '../source/source-file.ts'
import type { Peer } from './rule.ts'

/** What a suppression covers: a file; what begins on a line, with `block` also all below it; or a value with all below it. */
export type SuppressionScope = { readonly file: true } | { readonly line: number; readonly block: boolean } | { readonly path: Path }

/** The wish that findings of some rules be not counted in some place. */
export interface Suppression {
  readonly document: SourceDocument
  /** Where it is written. */
  readonly span: Span
  readonly scope: SuppressionScope
  /** Rule ids as written, `<category>/*` or `*`; of another tool: ids of its checks, `*` for all. */
  readonly names: readonly string[]
  readonly reason: string
  /** The tool that the annotation is meant for, where that is not seatrial. */
  readonly tool?: Peer['tool']
}

/** A comment of seatrial, or an entry of its annotation, taken apart: `rule, rule: reason`. */
export function parseWish(text: string): Pick<Suppression, 'names' | 'reason'> {
  const colon = text.indexOf(':')
  const names = (colon === -1 ? text : text.slice(0, colon)).split(/[\s,]+/).filter(name => name !== '')
  return { names, reason: colon === -1 ? '' : text.slice(colon + 1).trim() }
}

/** Whether a name of a suppression means a rule. */
export function covers(name: string, rule: string): boolean {
  return name === rule || name === '*' || (name.endsWith('/*') && rule.startsWith(name.slice(0, -1)))
}
