import type { FieldPath } from '../k8s/field-path.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import { conforms } from './conforms.ts'
import type { DecodeError } from './decode-error.ts'
import { decodeMessage } from './decode-message.ts'
import { Decoder } from './decoder.ts'
import { duplicateFields } from './duplicate-fields.ts'
import { knownIn } from './known-in.ts'
import type { ResourceType } from './resource-type.ts'
import { schemaTable } from './table.ts'

/** What is fixed for one decoding. */
export interface DecodeOptions {
  readonly version: KubernetesVersion
  /** Keys that a JSON text repeats. */
  readonly duplicates?: readonly FieldPath[]
}

/** An object without any part of a wrong type, and what was wrong. */
export interface Decoded {
  /** The value itself where nothing was wrong or null. */
  readonly object: KubernetesObject
  /** In document order. */
  readonly errors: readonly DecodeError[]
  /** The whole message of the server's 400. */
  readonly message?: string
}

/** An unknown field that another version has is neither misspelt nor in a wrong place. */
function withOtherVersions(error: DecodeError, type: ResourceType, minor: number): DecodeError {
  const versions = error.code === 'unknown-field' ? knownIn(type, error.path, minor) : undefined
  if (versions === undefined) return error
  const { code, path, target, sentence } = error
  return { code, path, target, sentence, knownIn: versions }
}

const noErrors: readonly DecodeError[] = []

/** Decodes a value as an object of a built-in kind: all errors at once, and the server's own message. */
export function decode(value: unknown, type: ResourceType, options: DecodeOptions): Decoded {
  const table = schemaTable(options.version.minor)
  const root = table.kind(type.apiVersion, type.kind)?.type
  if (root === undefined) return { object: value as KubernetesObject, errors: noErrors }
  const repeated = options.duplicates === undefined ? [] : duplicateFields(options.duplicates, root, table)
  if (conforms(value, root, table)) {
    const object = value as KubernetesObject
    if (repeated.length === 0) return { object, errors: noErrors }
    return { object, errors: repeated.map(finding => finding.error), message: decodeMessage(repeated, type) }
  }
  const decoder = new Decoder(table)
  const object = (decoder.decode(value, root) ?? {}) as KubernetesObject
  const findings = [...decoder.findings, ...repeated]
  const errors = findings.map(({ error }) => withOtherVersions(error, type, options.version.minor))
  return errors.length === 0 ? { object, errors } : { object, errors, message: decodeMessage(findings, type) }
}
