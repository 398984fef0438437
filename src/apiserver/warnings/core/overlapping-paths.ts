import { goQuote } from '../../../k8s/go-quote.ts'
import type { ServerWarning } from '../../answer.ts'
import type { Field } from '../../validation/field.ts'

/** Before this minor, a source that names no file counts as the one before it once more. */
const repeatsUntil = 34

/** A file of a volume, and what puts it there. */
interface VolumeFile {
  readonly path: string
  readonly source: string
  readonly field: Field
}

/** Files of one volume that hide each other. Mirrors pkg/api/pod/warnings.go warningsForOverlappingVirtualPaths, v1.36. */
export function* overlappingPathsWarnings(volumes: Field, minor: number): Generator<ServerWarning> {
  for (const volume of volumes.items) {
    for (const [kind, what, nameKey] of plainKinds) {
      if (!volume.has(kind) || !volume.child(kind).has('items')) continue
      const source = volume.child(kind)
      const described = nameKey === '' ? what : `${what} ${goQuote(source.child(nameKey).text)}`
      yield* overlaps(volume, described, itemFiles(source, ''))
    }
    const projected = volume.child('projected')
    if (projected.absent) continue
    const files: VolumeFile[] = []
    let last: readonly VolumeFile[] = []
    for (const source of projected.child('sources').items) {
      if (source.empty)
        yield { message: `volume ${goQuote(volume.child('name').text)} (Projected) has no sources provided`, path: source.path }
      else {
        const own = projectedFiles(source)
        if (own !== undefined || minor >= repeatsUntil) last = own ?? []
        files.push(...last)
      }
    }
    yield* overlaps(volume, 'Projected', files)
  }
}

const plainKinds = [
  ['configMap', 'ConfigMap', 'name'],
  ['secret', 'Secret', 'secretName'],
  ['downwardAPI', 'DownwardAPI', ''],
] as const

function* overlaps(volume: Field, described: string, files: readonly VolumeFile[]): Generator<ServerWarning> {
  const seen: VolumeFile[] = []
  for (const file of files) {
    for (const other of seen)
      if (isAround(file.path, other.path) || isAround(other.path, file.path))
        yield {
          message: `volume ${goQuote(volume.child('name').text)} (${described}): overlapping paths: ${printed(file)} with ${printed(other)}`,
          path: file.field.path,
        }
    if (file.path !== '') seen.push(file)
  }
}

function isAround(folder: string, path: string): boolean {
  return folder !== '' && `${path}/`.startsWith(`${folder}/`)
}

function printed({ path, source }: VolumeFile): string {
  return source === '' ? goQuote(path) : `${goQuote(path)} (${source})`
}

function itemFiles(source: Field, from: string): readonly VolumeFile[] {
  return source.child('items').items.map(item => fileAt(item.child('path'), from))
}

function fileAt(field: Field, source: string): VolumeFile {
  return { path: field.text.replace(/\/+$/, ''), source, field }
}

/** The first kind that a source has decides; undefined where it names no file. */
function projectedFiles(source: Field): readonly VolumeFile[] | undefined {
  const named = (kind: string, what: string): string => `${what} ${goQuote(source.child(kind).child('name').text)}`
  const has = (kind: string): boolean => !source.child(kind).absent
  const hasItems = (kind: string): boolean => !source.child(kind).child('items').absent
  if (hasItems('configMap')) return itemFiles(source.child('configMap'), named('configMap', 'ConfigMap'))
  if (hasItems('secret')) return itemFiles(source.child('secret'), named('secret', 'Secret'))
  if (hasItems('downwardAPI')) return itemFiles(source.child('downwardAPI'), 'DownwardAPI')
  if (has('serviceAccountToken')) return [fileAt(source.at('serviceAccountToken.path'), 'ServiceAccountToken')]
  const bundle = source.child('clusterTrustBundle')
  if (bundle.absent) return undefined
  const name = bundle.child('name').absent ? bundle.child('signerName').text : bundle.child('name').text
  return [fileAt(bundle.child('path'), `ClusterTrustBundle ${goQuote(name)}`)]
}
