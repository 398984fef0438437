import type { SourceProblem } from '../source/problem.ts'
import { repairsOf } from '../source/repair.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { FixProposal } from './rule.ts'

/** What puts a mistake of a text right, as edits of its document. */
export function textFixes(document: SourceDocument, problem: SourceProblem): readonly FixProposal[] {
  return repairsOf(document.file, problem).map(({ title, safe, edits }) => ({
    title,
    safe,
    edits: edits.map(({ start, end, text }) => ({ at: { document, start, end }, text })),
  }))
}
