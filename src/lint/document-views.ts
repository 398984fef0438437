import type { Declaration } from '../cluster/declaration.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { DocumentView } from './rule.ts'

/** Documents as rules see them, each with what it declares. */
export function documentViews(documents: readonly SourceDocument[], declarations: readonly Declaration[]): readonly DocumentView[] {
  const byDocument = new Map<SourceDocument, Declaration[]>(documents.map(document => [document, []]))
  for (const declaration of declarations) byDocument.get(declaration.document)?.push(declaration)
  return documents.map(source => ({ source, problems: source.problems, declarations: byDocument.get(source) ?? [] }))
}

/** Views by the index of their set: a document that declares nothing goes with the others of its file, else with the first set. */
export function viewsBySet(
  views: readonly DocumentView[],
  sets: readonly { readonly declarations: readonly Declaration[] }[]
): ReadonlyMap<number, readonly DocumentView[]> {
  const setOfFile = new Map(sets.flatMap((set, index) => set.declarations.map(({ document }) => [document.file, index] as const)))
  const groups = new Map<number, DocumentView[]>()
  for (const view of views) {
    const index = setOfFile.get(view.source.file) ?? 0
    const group = groups.get(index)
    if (group === undefined) groups.set(index, [view])
    else group.push(view)
  }
  return groups
}
