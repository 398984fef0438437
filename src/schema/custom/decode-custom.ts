import { formatFieldPath } from '../../k8s/field-path.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { Decoded, DecodeOptions } from '../decode.ts'
import type { Finding } from '../finding.ts'
import type { ResourceType } from '../resource-type.ts'
import { schemaTable } from '../table.ts'
import { CustomDecoder } from './custom-decoder.ts'
import type { CustomVersion } from './custom-version.ts'
import { decodeMetadata } from './decode-metadata.ts'
import { isObject } from './json-schema.ts'

/**
 * Decodes a value as an object of a custom kind: what its schema does not know is left out, all errors at once.
 * Mirrors apiextensions-apiserver pkg/apiserver/customresource_handler.go schemaCoercingDecoder, v1.36.
 */
export function decodeCustom(value: unknown, type: ResourceType, { schema }: CustomVersion, options: DecodeOptions): Decoded {
  const source = isObject(value) ? value : {}
  const table = schemaTable(options.version.minor)
  const decoder = new CustomDecoder(table)
  const object = decoder.decode(source, schema)
  const repeated = (options.duplicates ?? []).map<Finding>(path => ({
    gravity: 'strict',
    error: { code: 'duplicate-field', path, target: 'key', sentence: `duplicate field ${goQuote(formatFieldPath(path))}` },
  }))
  const findings = [...repeated]
  if (Object.hasOwn(source, 'metadata')) {
    const { metadata, findings: ofMetadata } = decodeMetadata(source['metadata'], ['metadata'], table)
    object['metadata'] = metadata
    findings.push(...ofMetadata)
  }
  findings.push(...sorted(decoder.unknown), ...decoder.embedded)
  const errors = findings.map(({ error }) => error)
  return errors.length === 0 ? { object: object as KubernetesObject, errors } : { object, errors, message: messageOf(findings, type) }
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => (a.error.sentence < b.error.sentence ? -1 : 1))
}

/** Metadata and embedded objects that cannot be read end the decoding; all else is told together. */
function messageOf(findings: readonly Finding[], { kind, version }: ResourceType): string {
  const fatal = findings.find(({ gravity }) => gravity === 'abort') ?? findings.find(({ gravity }) => gravity === 'type')
  const strict = findings.filter(({ gravity }) => gravity === 'strict').map(({ error }) => error.sentence)
  const reason = fatal?.error.sentence ?? `strict decoding error: ${strict.join(', ')}`
  return `${kind} in version "${version}" cannot be handled as a ${kind}: ${reason}`
}
