import type { FieldRef } from '../cluster/field-ref.ts'
import type { Resource } from '../cluster/resource.ts'
import { type FieldPath, valueAt } from '../k8s/field-path.ts'
import type { SourceDocument } from '../source/source-document.ts'

/** What the text has at a field of an object, before any decoding. */
export function writtenValue({ document, root }: Resource, path: FieldPath): unknown {
  return valueAt(document.partial ?? document.value, [...root, ...path])
}

/** The characters of a field's value, quotes and all. */
export function writtenText(at: FieldRef): string {
  const { document, root } = at.resource
  const { file, start, end } = document.locate([...root, ...at.path], 'value')
  return file.text.slice(start, end)
}

/** A text as it may stand in a document where a key or a value stands: quoted where it must be. */
export function asWritten(text: string, document: SourceDocument): string {
  const plain =
    document.format === 'yaml' && /^[A-Za-z][A-Za-z0-9._/-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
  return plain ? text : JSON.stringify(text)
}
