import type { SourceDocument } from '../source/source-document.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Diagnostic } from './diagnostic.ts'

/** The annotation of seatrial; its value is as behind `# seatrial-ignore`, several parted by lines or semicolons. */
export const ignoreAnnotation = 'seatrial.dev/ignore'

/** Texts of which one stands in every file with an annotation of another tool. */
const peerSigns: readonly string[] = ['kube-linter.io/', 'kube-score/ignore', 'polaris.fairwinds.com/', 'checkov.io/skip', 'datree.skip/']

/** Whether any suppression may stand in the texts, which costs little to know. */
export function mayBeSuppressed(documents: readonly SourceDocument[], diagnostics: readonly Diagnostic[]): boolean {
  return (
    documents.some(document => document.markers.length > 0 || hasIgnoreAnnotation(document)) ||
    diagnostics.some(diagnostic => hasPeerSign(diagnostic.document))
  )
}

/** Whether a file mentions the annotation of seatrial. */
export function hasIgnoreAnnotation({ file }: SourceDocument): boolean {
  return file.mentionsSeatrial && looked(file, ignoring, () => file.text.includes(ignoreAnnotation))
}

/** Whether a file may hold an annotation of another tool. */
export function hasPeerSign({ file }: SourceDocument): boolean {
  return looked(file, peered, () => peerSigns.some(sign => file.text.includes(sign)))
}

/** A file has many documents and findings; its text is searched once. */
const ignoring = new WeakMap<SourceFile, boolean>()
const peered = new WeakMap<SourceFile, boolean>()

function looked(file: SourceFile, known: WeakMap<SourceFile, boolean>, look: () => boolean): boolean {
  const before = known.get(file)
  if (before !== undefined) return before
  const found = look()
  known.set(file, found)
  return found
}
