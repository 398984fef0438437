/** A generator of numbers in [0, 1) that gives the same ones for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

const names = 'api web worker cache db auth gateway billing search index queue mail'.split(' ')
const keys = ['odd key', 'ü', ...'name image command env labels replicas port app.kubernetes.io/name matchLabels data 8080 on'.split(' ')]
const texts = [
  'nginx:1.25',
  'ghcr.io/acme/api:v2',
  'say "hi"',
  "it's",
  '# no comment',
  'a: b',
  '- x',
  '',
  ' padded ',
  'yes',
  '0644',
  '1e3',
  '~',
  '@home',
  '*.acme.io',
  '{{ x }}',
  'ü 😀',
  'one\ntwo\n',
  'one\n\n  two',
  'tab\there',
  'long '.repeat(30).trim(),
]

/** A text in one of many styles, and the value that it stands for. */
export interface Manifest {
  readonly text: string
  readonly value: unknown
}

/** Writes a random object as people and tools do: block and flow, all quotes, comments, any indentation. */
export function manifest(random: () => number): Manifest {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  const value = { apiVersion: 'v1', kind: pick(['Pod', 'ConfigMap', 'Service']), ...(randomValue(3) as object) }
  const width = pick([2, 2, 2, 4, 1, 3])
  const dashesIndented = random() < 0.5
  const text = `${random() < 0.2 ? '# a comment\n' : ''}${block(value, 0)}`
  return { text: random() < 0.1 ? text.replaceAll('\n', '\r\n') : text, value }

  function randomValue(depth: number): Plain {
    const kind = random()
    if (depth > 0 && (kind < 0.35 || depth === 3)) {
      const count = 1 + Math.floor(random() * 5)
      return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${pick(keys)}${i === 0 ? '' : i}`, randomValue(depth - 1)]))
    }
    if (depth > 0 && kind < 0.55) return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(depth - 1))
    if (kind < 0.65) return pick([0, 1, 80, 30000, -7, 0.5, 9007199254740991])
    if (kind < 0.72) return pick([true, false, null])
    return random() < 0.5 ? pick(names) : pick(texts)
  }

  function block(node: Plain, indent: number): string {
    if (Array.isArray(node) && node.length > 0)
      return (node as readonly Plain[]).map(item => `${pad(indent)}-${inline(item, indent + 2, true)}`).join('')
    if (isObject(node) && Object.keys(node).length > 0) {
      return Object.entries(node)
        .map(([key, member]) => `${pad(indent)}${keyText(key)}:${inline(member, indent + width, false)}`)
        .join('')
    }
    return `${pad(indent)}${scalar(node, indent)}\n`
  }

  function inline(node: Plain, indent: number, inSequence: boolean): string {
    const comment = random() < 0.05 ? ' # why' : ''
    const isCollection = typeof node === 'object' && node !== null && Object.keys(node).length > 0
    if (!isCollection) {
      const written = scalar(node, Math.max(indent, 1))
      return written.includes('\n') ? ` ${written}\n` : ` ${written}${comment}\n`
    }
    if (random() < 0.15) return ` ${flow(node)}${comment}\n`
    if (inSequence && random() < 0.8) return ` ${block(node, indent).slice(indent)}`
    if (Array.isArray(node) && !dashesIndented && !inSequence) return `${comment}\n${block(node, indent - width)}`
    return `${comment}\n${block(node, indent)}`
  }

  function flow(node: Plain): string {
    const space = random() < 0.3 ? '\n   ' : random() < 0.5 ? ' ' : ''
    if (Array.isArray(node)) return `[${space}${(node as readonly Plain[]).map(flow).join(`,${space}`)}${space}]`
    if (isObject(node)) {
      return `{${space}${Object.entries(node)
        .map(([key, member]) => `${quoted(key)}: ${flow(member)}`)
        .join(`,${space}`)}${space}}`
    }
    return typeof node === 'string' ? quoted(node) : String(node)
  }

  function scalar(node: Plain, indent: number): string {
    if (Array.isArray(node)) return '[]'
    if (isObject(node)) return '{}'
    if (node === null) return pick(['null', '~', ''])
    if (typeof node !== 'string') return String(node)
    if (/^[a-z]/.test(node) && !/: |\n|\t| #|^(?:y|n|yes|no|on|off|true|false|null)$/.test(node) && random() < 0.7) return node
    if (node.includes('\n') && /^[a-z]/.test(node) && random() < 0.6) {
      const chomp = node.endsWith('\n') ? '' : '-'
      return `|${chomp}\n${node
        .replace(/\n$/, '')
        .split('\n')
        .map(line => (line === '' ? '' : pad(indent) + line))
        .join('\n')}`
    }
    return quoted(node)
  }

  function keyText(key: string): string {
    return /^[\w./-]+$/.test(key) && !/^\d|^on/.test(key) && random() < 0.9 ? key : quoted(key)
  }

  function quoted(node: string): string {
    return node.includes('\n') || node.includes('\t') || random() < 0.5 ? JSON.stringify(node) : `'${node.replaceAll("'", "''")}'`
  }
}

function isObject(node: Plain): node is { readonly [key: string]: Plain } {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

function pad(indent: number): string {
  return ' '.repeat(indent)
}

const fragments = [
  '- ',
  '? ',
  ': ',
  ':',
  '"',
  "'",
  '\n',
  '\n\n',
  '  ',
  '\t',
  '#',
  ' #',
  '&a ',
  '*a',
  '!',
  '!!str ',
  '|\n',
  '>-\n',
  '[',
  ']',
  '{',
  '}',
  ',',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '<<: *a\n',
  '~',
  'yes',
  '.inf',
  '\\',
  '\\n',
  '@',
  '`',
  'é',
  '😀',
  '\r\n',
  '\r',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\0',
  '\ud800',
  '{"a":1}',
  '? a\n: b\n',
]

/** A text with up to four small accidents. */
export function mutate(text: string, random: () => number): string {
  const below = (bound: number): number => Math.floor(random() * bound)
  let mutant = text
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(mutant.length + 1)
    const lines = mutant.split('\n')
    const line = below(lines.length)
    switch (below(6)) {
      case 0:
        mutant = mutant.slice(0, at) + fragments[below(fragments.length)]! + mutant.slice(at)
        break
      case 1:
        mutant = mutant.slice(0, at) + mutant.slice(at + below(6))
        break
      case 2:
        lines.splice(line, 1)
        mutant = lines.join('\n')
        break
      case 3:
        lines.splice(below(lines.length), 0, lines[line]!)
        mutant = lines.join('\n')
        break
      case 4:
        lines[line] = ' '.repeat(below(6)) + lines[line]!.trimStart()
        mutant = lines.join('\n')
        break
      default:
        lines[line] = ` ${lines[line]!}`
        mutant = lines.join('\n')
    }
  }
  return mutant
}
