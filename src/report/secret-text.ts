import type { Diagnostic, Fix } from '../lint/diagnostic.ts'
import type { Path } from '../source/path.ts'
import type { SourceDocument } from '../source/source-document.ts'

/** Fields of a Secret whose lines hold nothing secret, where each field has its own line. */
const openFields = new Set(['apiVersion', 'kind', 'type', 'immutable', 'metadata.name', 'metadata.namespace'])

/** Whether the lines that a finding points at may hold the data of a Secret, which is never printed. */
export function isSecretText(diagnostic: Diagnostic): boolean {
  const { resource, document, path } = diagnostic
  if (resource === undefined) return saysSecret(document)
  if (!/^secret/i.test(resource.kind)) return false
  return document.format === 'json' || !openFields.has(fieldOf(path)) || /[{,]/.test(lineAt(diagnostic))
}

/** The fixes of a finding that hold nothing of the data of a Secret. */
export function printableFixes({ fixes, resource, path }: Diagnostic): readonly Fix[] {
  const isData = resource !== undefined && /^secret/i.test(resource.kind) && path.some(step => step === 'data' || step === 'stringData')
  return isData ? [] : fixes
}

const secrets = new WeakMap<SourceDocument, boolean>()

/** Whether a document that could not be read as an object says that it is a Secret; looked at once. */
function saysSecret(document: SourceDocument): boolean {
  const known = secrets.get(document)
  if (known !== undefined) return known
  const says = /\bkind["']?\s*:\s*["']?secret/i.test(document.file.text.slice(document.start, document.end))
  secrets.set(document, says)
  return says
}

function fieldOf(path: Path): string {
  return path.filter((step, index) => step !== 'items' && !(typeof step === 'number' && path[index - 1] === 'items')).join('.')
}

function lineAt({ span }: Diagnostic): string {
  return span.file.line(span.file.position(span.start).line)
}
