import type { Path } from './path.ts'

/** What can be wrong with a text before it is a manifest. */
export type SourceProblemCode =
  /** the text is no YAML or JSON, as kubectl reads it */
  | 'syntax'
  /** a key twice in one mapping: kubectl keeps the last one silently */
  | 'duplicate-key'
  /** a `---` line with something after it */
  | 'document-separator'
  /** content after `...`, or a second JSON value, that kubectl drops silently */
  | 'dropped-content'
  /** not UTF-8, or characters that YAML forbids */
  | 'encoding'
  /** `*name` without an anchor of that name before it, or one that contains itself */
  | 'alias'
  /** passes a limit: depth, aliases, documents, object size, syntax errors */
  | 'limit'

/** A mistake with a name of its own. */
export type Slip =
  /** a line at a column where nothing can stand, or a tab */
  | 'indentation'
  /** a shell prompt, a command, or prose around a manifest */
  | 'not-yaml'
  /** punctuation of another script where YAML needs that of ASCII */
  | 'full-width'
  /** a variable or an expression of a template that nobody has filled in */
  | 'placeholder'
  /** a second object without a line `---` before it */
  | 'separator'
  /** a key or a number that YAML 1.1 reads as something else than it looks like */
  | 'scalar'

/**
 * What would put a mistake right: lines that go, items or keys that move to where their siblings stand, a line whose column is wrong, tabs;
 * or words in place of those of the problem, or of a part of them.
 */
export type Mend = 'prose' | 'items' | 'keys' | 'column' | 'tab' | { readonly from?: string; readonly to: string; readonly safe: boolean }

/** Something wrong with the text of a document. Offsets are UTF-16, in the file. */
export interface SourceProblem {
  readonly code: SourceProblemCode
  /** One sentence, subject first, without a place. */
  readonly message: string
  /** One imperative sentence: what to write instead. */
  readonly help?: string
  readonly start: number
  readonly end: number
  /** Where a path exists: the key or value concerned. */
  readonly path?: Path
  /** The other place that explains it, such as the first of two equal keys. */
  readonly related?: { readonly start: number; readonly end: number; readonly message: string }
  /** The slip of the pen behind it, where it shows. */
  readonly slip?: Slip
  /** Where something would: the repairs are found by it. */
  readonly mend?: Mend
  /** kubectl refuses the document because of it. */
  readonly fatal: boolean
}
