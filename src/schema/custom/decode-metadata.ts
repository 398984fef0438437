import type { FieldPath } from '../../k8s/field-path.ts'
import { Decoder } from '../decoder.ts'
import type { Finding } from '../finding.ts'
import type { SchemaTable, TypeNode } from '../table.ts'
import { isObject, setMember } from './json-schema.ts'

/** Metadata as Go's ObjectMeta keeps it, and what was wrong with it. */
export interface DecodedMetadata {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
}

/** Decodes the metadata at a path. Mirrors apiextensions-apiserver pkg/apiserver/schema/objectmeta/coerce.go GetObjectMetaWithOptions, v1.36. */
export function decodeMetadata(value: unknown, path: FieldPath, table: SchemaTable): DecodedMetadata {
  const decoder = new Decoder(table, path)
  const type = objectMetaType(table)
  const decoded = value === null || type === undefined ? {} : decoder.decode(value, type)
  return { metadata: withoutEmpty(decoded), findings: decoder.findings }
}

function objectMetaType(table: SchemaTable): TypeNode | undefined {
  const root = table.kind('v1', 'ConfigMap')?.type
  return root === undefined ? undefined : table.definition(root.definition).fields.get('metadata')?.type
}

/** Go leaves out what is empty; all fields of ObjectMeta may be. */
function withoutEmpty(decoded: unknown): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {}
  if (!isObject(decoded)) return kept
  for (const [key, value] of Object.entries(decoded)) if (!isEmpty(value)) setMember(kept, key, value)
  return kept
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0) return true
  if (Array.isArray(value)) return value.length === 0
  return isObject(value) && Object.keys(value).length === 0
}
