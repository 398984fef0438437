import type { Declaration } from '../cluster/declaration.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { DocumentView } from './rule.ts'

/** Documents as rules see them, each with what it declares. */
export function documentViews(documents: readonly SourceDocument[], declarations: readonly Declaration[]): readonly DocumentView[] {
  const byDocument = new Map<SourceDocument, Declaration[]>(documents.map(document => [document, []]))
  for (const declaration of declarations) byDocument.get(declaration.document)?.push(declaration)
  return documents.map(source => ({ source, problems: source.problems, declarations: byDocument.get(source) ?? [] }))
}
