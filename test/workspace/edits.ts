import type { Input } from '../../src/load/input.ts'
import type { Random } from '../bench/random.ts'

/** A change of one file: its new text, or undefined where it goes. */
export interface Edit {
  readonly path: string
  readonly text: string | undefined
}

type Change = (text: string, random: Random, all: readonly Input[]) => string

/** Some change as a hand at an editor makes it, and some as a checkout does. */
export function someEdit(inputs: readonly Input[], random: Random): Edit {
  const { path, text } = random.pick(inputs)
  if (random.chance(0.03) && inputs.length > 2) return { path, text: undefined }
  if (random.chance(0.05)) return { path: path.replace(/(\.\w+)?$/, `-${random.between(1, 3)}$1`), text: random.pick(inputs).text }
  return { path, text: random.weighted(changes)(text, random, inputs) }
}

const changes: readonly (readonly [Change, number])[] = [
  [withOtherValue, 12],
  [withOtherKey, 3],
  [(text, random) => withLine(text, random, () => []), 3],
  [(text, random) => withLine(text, random, line => [line, line]), 2],
  [(text, random) => withLine(text, random, line => [`  ${line}`]), 2],
  [(text, random) => withLine(text, random, line => [line, ...random.pick(comments)]), 3],
  [(text, random) => `${random.pick(comments).join('\n')}\n${text}`, 2],
  [withoutDocument, 2],
  [withDocumentOf, 3],
  [(text, random) => text.replace(/[{[:]/, random.pick(['{', '[', '"', ': :', '\t'])), 2],
  [text => (text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')), 1],
  [withOther(/replicas: \d+/g, ['replicas: 0', 'replicas: 4', 'replicas: many']), 3],
  [withOther(/image: .*/g, ['image: registry.example.com/other:2.1', 'image: "Not An Image"', 'image: nginx']), 3],
  [withOther(/(name|app|namespace|secretName|serviceName): [\w-]+/g, ['name: other', 'app: web', 'namespace: elsewhere', 'app: other']), 8],
  [withOther(/(port|targetPort|containerPort): .*/g, ['port: 8080', 'targetPort: http', 'containerPort: 9090', 'nodePort: 30080']), 4],
  [withOther(/(cpu|memory): .*/g, ['cpu: 64', 'memory: 1Gi', 'cpu: 1e', 'memory: 500m']), 3],
]

const comments = [[''], ['# a note'], ['# seatrial-ignore image/latest-tag: for now'], ['# seatrial-ignore *: all of it'], ['', '']]

function withOther(pattern: RegExp, texts: readonly string[]): Change {
  return (text, random) => {
    const found = [...text.matchAll(pattern)]
    if (found.length === 0) return withOtherValue(text, random)
    const { index, 0: old } = random.pick(found)
    return text.slice(0, index) + random.pick(texts) + text.slice(index + old.length)
  }
}

function withOtherValue(text: string, random: Random): string {
  return withLine(text, random, line => {
    const other = random.pick(text.split('\n'))
    const value = /: (.*)$/.exec(other)?.[1] ?? random.pick(['true', '12', '""', 'null', 'a-b', '{}', '[]'])
    return [line.includes(': ') ? line.replace(/: .*$/, `: ${value}`) : `${line}${random.pick(['', ' ', 'x'])}`]
  })
}

function withOtherKey(text: string, random: Random): string {
  return withLine(text, random, line => [line.replace(/\w(?=:)/, random.pick(['', 's', 'S', 'xy']))])
}

function withLine(text: string, random: Random, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n')
  const at = random.between(0, lines.length - 1)
  return [...lines.slice(0, at), ...change(lines[at]!), ...lines.slice(at + 1)].join('\n')
}

function withoutDocument(text: string, random: Random): string {
  const documents = text.split(/^---.*$/m)
  const gone = random.between(0, documents.length - 1)
  return documents.filter((_, index) => index !== gone).join('---')
}

function withDocumentOf(text: string, random: Random, all: readonly Input[]): string {
  const other = random.pick(random.pick(all).text.split(/^---.*$/m))
  return random.chance(0.5) ? `${text}\n---\n${other}` : `${other}\n---\n${text}`
}
