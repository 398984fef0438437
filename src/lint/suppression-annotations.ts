import type { Path } from '../source/path.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Peer } from './rule.ts'
import { parseWish, type Suppression } from './suppression.ts'
import { ignoreAnnotation } from './suppression-signs.ts'

interface PeerWish extends Pick<Suppression, 'names' | 'reason'> {
  readonly tool: Peer['tool']
}

/** What the annotations of a document's objects suppress: in the object, of a pod template in the template. */
export function annotationSuppressions(document: SourceDocument, whose: 'seatrial' | 'peers'): readonly Suppression[] {
  const found: Suppression[] = []
  const pending: { readonly value: unknown; readonly path: Path }[] = [{ value: document.partial ?? document.value, path: [] }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next
    if (typeof value !== 'object' || value === null) continue
    for (const [key, child] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key
      if (step !== 'metadata') pending.push({ value: child, path: [...path, step] })
      else found.push(...metadataSuppressions(document, path, child, whose))
    }
  }
  return found
}

function metadataSuppressions(
  document: SourceDocument,
  path: Path,
  metadata: unknown,
  whose: 'seatrial' | 'peers'
): readonly Suppression[] {
  const annotations = ownMapping(metadata, 'annotations')
  return Object.entries(annotations).flatMap(([key, value]) => {
    if (typeof value !== 'string') return []
    const span = document.locate([...path, 'metadata', 'annotations', key], 'key')
    const wishes = whose === 'peers' ? peerWishes(key, value) : key === ignoreAnnotation ? ownWishes(value) : []
    return wishes.map(wish => ({ document, span, scope: { path }, ...wish }))
  })
}

function ownWishes(value: string): readonly Pick<Suppression, 'names' | 'reason'>[] {
  const wishes = value
    .split(/[;\n]/)
    .filter(text => text.trim() !== '')
    .map(parseWish)
  return wishes.length === 0 ? [parseWish('')] : wishes
}

/** What one annotation means to the tool that it is for. */
function peerWishes(key: string, value: string): readonly PeerWish[] {
  const [prefix, name = ''] = splitAt(key, '/')
  const isTrue = value.trim().toLowerCase() === 'true'
  switch (prefix) {
    case 'kube-linter.io':
      return name === 'ignore-all' ? [{ tool: 'kube-linter', names: ['*'], reason: value }] : []
    case 'ignore-check.kube-linter.io':
      return [{ tool: 'kube-linter', names: [name], reason: value }]
    case 'kube-score':
      return name === 'ignore' ? [{ tool: 'kube-score', names: value.split(',').map(check => check.trim()), reason: '' }] : []
    case 'polaris.fairwinds.com': {
      const check = name === 'exempt' ? '*' : name.endsWith('-exempt') ? name.slice(0, -'-exempt'.length) : undefined
      return check === undefined || !isTrue ? [] : [{ tool: 'polaris', names: [check], reason: '' }]
    }
    case 'checkov.io': {
      const [check, reason = ''] = splitAt(value, '=')
      return /^skip\d*$/.test(name) ? [{ tool: 'checkov', names: [check.trim()], reason }] : []
    }
    case 'datree.skip':
      return [{ tool: 'datree', names: [name], reason: value }]
    default:
      return []
  }
}

function splitAt(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function ownMapping(value: unknown, key: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return {}
  const member = (value as Readonly<Record<string, unknown>>)[key]
  return typeof member === 'object' && member !== null && !Array.isArray(member) ? (member as Readonly<Record<string, unknown>>) : {}
}
