import type { FieldPath } from '../k8s/field-path.ts'
import type { Finding, Gravity } from './finding.ts'
import type { ResourceType } from './resource-type.ts'

/** Strict errors that the server tells at most. Mirrors sigs.k8s.io/json saveStrictError. */
const strictErrorLimit = 100

/**
 * The message of the server's 400. kubectl sends keys in sorted order, so that is the order in which the server meets the errors.
 * Mirrors apiserver pkg/endpoints/handlers transformDecodeError and apimachinery pkg/runtime strictDecodingError, v1.36.
 */
export function decodeMessage(findings: readonly Finding[], type: ResourceType): string {
  const reason = first(findings, 'abort')?.error.sentence ?? first(findings, 'type')?.error.sentence ?? strictSentence(findings)
  return `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${reason}`
}

function first(findings: readonly Finding[], gravity: Gravity): Finding | undefined {
  let found: Finding | undefined
  for (const finding of findings) {
    if (finding.gravity === gravity && (found === undefined || comparePaths(finding.error.path, found.error.path) < 0)) found = finding
  }
  return found
}

function strictSentence(findings: readonly Finding[]): string {
  const strict = findings.filter(finding => finding.gravity === 'strict')
  const ordered = strict.map(finding => finding.error).sort((a, b) => comparePaths(a.path, b.path))
  const sentences = new Set(ordered.map(error => error.sentence))
  return `strict decoding error: ${[...sentences].slice(0, strictErrorLimit).join(', ')}`
}

function comparePaths(a: FieldPath, b: FieldPath): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  }
  return a.length - b.length
}
