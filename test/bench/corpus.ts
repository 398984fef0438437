import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { application } from './objects.ts'
import { Random } from './random.ts'
import { pickLayout, writeYaml } from './yaml-writer.ts'

export interface CorpusFile {
  readonly path: string
  readonly text: string
}

const words =
  'atlas beacon cedar delta ember fjord grove harbor iris juniper kelp lagoon maple nectar ocean pine quartz reef sable tidal'.split(' ')

/** Files of a repository of applications: valid manifests in many layouts; the same for the same count. */
export function* corpus(files: number): Iterable<CorpusFile> {
  const random = new Random(files)
  for (let app = 0, written = 0; written < files; app++) {
    const name = `${random.pick(words)}-${random.pick(words)}-${app}`
    const team = `team-${app % 20}`
    const layout = pickLayout(random)
    const documents = application(name, team, random).map(object => writeYaml(object, layout, random))
    if (random.chance(0.05)) documents.push(anchored(`${name}-extra`, team, name))
    for (let part = 0; documents.length > 0 && written < files; part++, written++) {
      const own = documents.splice(0, random.pick([1, 1, 2, 2, 3]))
      const text = (random.chance(0.3) ? '---\n' : '') + own.join(random.chance(0.1) ? '---\n# the next one\n' : '---\n')
      yield { path: `${team}/app-${app % 400}/${name}-${part}.yaml`, text: random.chance(0.01) ? text.replaceAll('\n', '\r\n') : text }
    }
  }
}

/** One stream as a chart renders it, of at least so many bytes. */
export function stream(bytes: number): string {
  const random = new Random(bytes)
  const parts: string[] = []
  for (let app = 0, length = 0; length < bytes; app++) {
    const name = `${random.pick(words)}-${app}`
    for (const object of application(name, 'release', random)) {
      const text = `---\n# Source: chart/templates/${name}.yaml\n${writeYaml(object, { ...pickLayout(random), step: 2 }, random)}`
      parts.push(text)
      length += text.length
    }
  }
  return parts.join('')
}

/** Writes the corpus below a folder; the bytes written. */
export function writeCorpus(folder: string, files: number): number {
  let bytes = 0
  for (const { path, text } of corpus(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    bytes += Buffer.byteLength(text)
  }
  return bytes
}

function anchored(name: string, namespace: string, app: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: &labels
    app: ${app}
spec:
  selector: *labels
  ports:
    - { name: http, port: 80, targetPort: 8080 }
`
}
