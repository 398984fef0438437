import type { FixOutcome } from '../../fix-pipeline.ts'
import { type DiagnosticResult, diagnosticResult } from './diagnostic.ts'

/** One input after fixing. */
export interface FixedFileResult {
  readonly file: string
  readonly changed: boolean
  readonly text: string
}

/** A fix that was made, where it stood when it was made. */
export interface AppliedFixResult {
  readonly rule: string
  readonly title: string
  readonly safe: boolean
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The result of `fix`. */
export interface FixResults {
  readonly format: 'seatrial/fix/1'
  readonly files: readonly FixedFileResult[]
  readonly applied: readonly AppliedFixResult[]
  /** What is found in the texts as they are now. */
  readonly remaining: readonly DiagnosticResult[]
}

/** The result as an object, its keys in the order of the contract. */
export function fixResult({ files, applied, last }: FixOutcome): FixResults {
  return {
    format: 'seatrial/fix/1',
    files: files.map(({ file, before, text }) => ({ file, changed: text !== before, text })),
    applied: applied.map(({ rule, title, safe, file, line, column }) => ({ rule, title, safe, file, line, column })),
    remaining: last.diagnostics.map(diagnostic => diagnosticResult(diagnostic)),
  }
}
