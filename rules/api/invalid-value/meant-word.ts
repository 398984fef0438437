import { asWritten, FieldRef, type FixProposal, nearestName, writtenValue } from '../../kit.ts'

/** Words that fields take whose other values the server does not list. */
const words: Readonly<Record<string, readonly string[]>> = {
  clusterIP: ['None'],
  operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Equal'],
}

/** The word that was meant by one in another letter case, or a slip away. */
export function fixesOf(at: FieldRef, detail: string): readonly FixProposal[] {
  const { resource, path } = at
  const isFirstOfClusterIPs = path.at(-2) === 'clusterIPs' && path.at(-1) === 0
  const isStruct = typeof writtenValue(resource, [...path, 'type']) === 'string'
  const place = isFirstOfClusterIPs
    ? new FieldRef(resource, [...path.slice(0, -2), 'clusterIP'])
    : isStruct
      ? new FieldRef(resource, [...path, 'type'])
      : at
  const listed = /^must be '\w+'(?:(?:,| or|, or) '\w+')*$/.test(detail)
    ? [...detail.matchAll(/'(\w+)'/g)].map(([, word]) => word!)
    : undefined
  const last = String(place.path.at(-1))
  const known = listed ?? (Object.hasOwn(words, last) ? words[last] : undefined)
  const written = writtenValue(resource, place.path)
  if (known === undefined || typeof written !== 'string') return []
  const meant = known.find(word => word.toLowerCase() === written.toLowerCase()) ?? nearestName(written, known)
  return meant === undefined || meant === written
    ? []
    : [{ title: `Write ${meant}`, safe: true, edits: [{ at: place, text: asWritten(meant, resource.document) }] }]
}
