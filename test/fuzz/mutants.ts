import facts from '../source/kubectl-yaml.json' with { type: 'json' }
import { seeded } from '../source/manifests.ts'

/** How a text is changed. */
export const fuzzers = ['bytes', 'structure', 'scalars'] as const
export type Fuzzer = (typeof fuzzers)[number]

const manifests = [
  `apiVersion: v1
kind: Service
metadata:
  name: web # what it is called
  labels: {app: web, "tier": 'front'}
spec:
  ports:
  - {port: 80, targetPort: http}
  - port: 443
    name: https
  selector:
    app: web
---
# Source: templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  plain: on
  quoted: "a\\tb\\u00e9"
  block: |
    one
      two

  folded: >-
    three
    four
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: &meta
  name: api
  annotations:
    mode: 0755
spec:
  replicas: 3
  template:
    metadata:
      <<: *meta
      labels: { app: api }
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.0
          args: ["-v", '--port=80', 1e3, ~]
          env:
            - name: "A"
              value: |-
                x
            - {name: B, value: 'it''s'}
`,
  '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"data":{"k":"aGk="}}\n{"apiVersion":"v1","kind":"List","items":[null,1,-2.5e3,true]}\n',
]
const texts: readonly string[] = [...facts.texts.map(([text]) => text!), ...facts.streams.map(({ text }) => text)]
const seeds: readonly string[] = [...texts, ...manifests, ...manifests]

const pieces = [
  ...['- ', '-', '? ', ': ', ':', '"', "'", '\n', '\n\n', '  ', ' ', '\t', '#', ' #', '&a ', '*a', '!', '!!str ', '!t ', '|\n', '>\n'],
  ...['|-', '>+', '|2', '[', ']', '{', '}', ',', '---\n', '---', '...\n', '%YAML 1.1\n', '<<: *a', '<<: ', '~', 'key: v\n', 'a: b', '\\'],
  ...['\\n', '\\x41', '@', '`', '%', 'x', 'é', '😀', '\r\n', '\r', '\u0085', '\u2028', '\ufeff', '\n  ', '\n ', '\n- ', '=', '*', '&'],
  ...[
    '!<tag:yaml.org,2002:int> ',
    '!!int ',
    '!!binary aGk=',
    '"a": ',
    '? a\n: b\n',
    '---\n# c\n',
    '{a: b}',
    '[x, y]',
    '{"a":1}',
    '*b : ',
    '\0',
  ],
]
const scalars = [
  ...[
    'null',
    'yes',
    'off',
    'y',
    'True',
    '0x1F',
    '0o17',
    '017',
    '0b11',
    '1_000',
    '+1',
    '-0',
    '1.5',
    '1e3',
    '.5',
    '1.',
    '.inf',
    '-.INF',
    '.nan',
  ],
  ...['12:30', '190:20:30', '2001-12-14', '2001-12-14T21:59:43Z', '18446744073709551616', '9223372036854775808', '-9223372036854775809'],
  ...[
    '1e400',
    '"1"',
    "''",
    '""',
    '!!str 1',
    '!!float 1',
    '!!bool yes',
    '!!null x',
    '~',
    '<<',
    '=',
    '9007199254740993',
    '0.1e-400',
    '_1',
    '1__0',
  ],
]
const longest = 3000
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** As many texts as are asked for, each a seed of its own with up to four changes; the same for the same number. */
export function mutants(fuzzer: Fuzzer, seed: number, count: number): readonly string[] {
  const random = seeded(seed)
  const below = (bound: number): number => Math.floor(random() * bound)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
  const change = { bytes: changeBytes, structure: changeLines, scalars: changeScalars }[fuzzer]
  return Array.from({ length: count }, () => {
    let text = pick(seeds)
    for (let changes = 1 + below(4); changes > 0; changes--) text = change(text, below, pick)
    return text.slice(0, longest).replace(loneSurrogate, '\ufffd')
  })
}

type Below = (bound: number) => number
type Pick = <T>(items: readonly T[]) => T

function changeBytes(text: string, below: Below, pick: Pick): string {
  const at = below(text.length + 1)
  const end = Math.min(text.length, at + below(6))
  const kind = below(4)
  if (kind === 0) return text.slice(0, at) + pick(pieces) + text.slice(at)
  if (kind === 1) return text.slice(0, at) + text.slice(end)
  if (kind === 2) return text.slice(0, at) + pick(pieces) + text.slice(end)
  const other = pick(texts)
  const from = below(other.length)
  return text.slice(0, at) + other.slice(from, from + below(20)) + text.slice(at)
}

function changeLines(text: string, below: Below, pick: Pick): string {
  const lines = text.split('\n')
  const at = below(lines.length)
  const line = lines[at]!
  const kind = below(6)
  if (kind === 0) lines.splice(at, 1)
  else if (kind === 1) lines.splice(below(lines.length), 0, line)
  else if (kind === 2) lines[at] = ' '.repeat(below(5)) + line.trimStart()
  else if (kind === 3) lines[at] = ' '.repeat(1 + below(2)) + line
  else if (kind === 4) lines[at] = line.replace(/^ /, '')
  else
    lines.splice(at, 0, pick(['---', '...', '- a', 'a: b', '? a', ': b', '# c', '', '  ', 'a:', '-', '&x', '!!map', '[', '}', '%TAG ! x']))
  return lines.join('\n')
}

function changeScalars(text: string, below: Below, pick: Pick): string {
  const places = [...text.matchAll(/(?<=[:,[-] )[^\n,\]}]+/g)]
  if (places.length === 0) return `${text}\nk: ${pick(scalars)}\n`
  const { index, 0: old } = places[below(places.length)]!
  return text.slice(0, index) + pick(scalars) + (below(4) === 0 ? pick(pieces) : '') + text.slice(index + old.length)
}
