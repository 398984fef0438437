import type { Expr } from './ast.ts'
import type { CelEnvironment } from './environment.ts'
import type { CelType } from './types.ts'

/** One problem of an expression; line and column count from 1. */
export interface CelIssue {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** An expression that compiled: its tree with the type of every node, and the overloads that every call may take. */
export interface Program {
  readonly source: string
  readonly environment: CelEnvironment
  readonly root: Expr
  readonly outputType: CelType
  readonly typesOf: ReadonlyMap<Expr, CelType>
  readonly overloadsOf: ReadonlyMap<Expr, readonly string[]>
  /** Names that resolve to something else than themselves: namespaced functions and types. */
  readonly references: ReadonlyMap<Expr, string>
}

/** The outcome of a compilation; `text` is cel-go's whole text, which Kubernetes prefixes with `compilation failed: `. */
export type Compiled = { readonly program: Program } | { readonly issues: readonly CelIssue[]; readonly text: string }
