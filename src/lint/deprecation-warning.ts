import type { FieldPath } from '../k8s/field-path.ts'

/** What a warning of the server is about: an API that will go, a field or a key that will go or does nothing any more, or something else. */
export function warningTopic({ message, path }: { readonly message: string; readonly path: FieldPath }): 'api' | 'field' | 'other' {
  if (path.length === 1 && path[0] === 'apiVersion') return 'api'
  return /\bdeprecated\b|\bnon-functional\b|; use "|: use "| is use "/.test(message) ? 'field' : 'other'
}
