/** One file of an example, without the marks. */
export interface ExampleFile {
  readonly path: string
  readonly text: string
  /** `cluster`: what is already there; `from`: the state before. */
  readonly role: 'input' | 'cluster' | 'from' | 'schema'
}

/** What a mark promises: this rule reports something on this line. */
export interface ExpectedFinding {
  readonly path: string
  readonly line: number
  readonly rule: string
}

export interface PageExample {
  /** Line of the page, from 1. */
  readonly line: number
  readonly reported: boolean
  readonly files: readonly ExampleFile[]
  readonly world: 'open' | 'closed'
  /** The versions that its fence names (`kubernetes=1.31`, `upgrade-to=1.32`), as options. */
  readonly versions: Readonly<Record<string, string>>
  readonly expected: readonly ExpectedFinding[]
  /** The block after it, by the lines between its fences. */
  readonly output?: { readonly start: number; readonly end: number; readonly text: string }
}

/** A rule's README.md taken apart. */
export interface RulePage {
  readonly title: string
  readonly summary: string
  readonly metadata: string
  readonly headings: readonly string[]
  readonly examples: readonly PageExample[]
  /** Blocks that no example explains, by line. */
  readonly stray: readonly number[]
}

interface Fence {
  readonly info: string
  /** Lines between the fences: from `start` up to `end`. */
  readonly start: number
  readonly end: number
  readonly heading: string
  /** Only blank lines stand between it and the fence before it. */
  readonly follows: boolean
}

/** Ids of the rules that report something on the line, those of several with commas between them. */
const mark = /[ \t]*(?:#|\/\/) error: (\S+(?:, \S+)*)[ \t]*$/

/** Reads a page: title, summary, one line of metadata, sections, and the examples in them. */
export function parseRulePage(text: string): RulePage {
  const lines = text.split('\n')
  const fences = fencesOf(lines)
  const examples: PageExample[] = []
  const stray: number[] = []
  for (const [i, fence] of fences.entries()) {
    if (fence.info === 'text') {
      const last = examples.at(-1)
      if (!fence.follows || last?.reported !== true || last.output !== undefined) stray.push(fence.start)
      else examples[examples.length - 1] = { ...last, output: { start: fence.start, end: fence.end, text: textOf(lines, fence) } }
      continue
    }
    const previous = fences[i - 1]
    const joins = fence.follows && fence.info.includes(' file=') && previous?.info.includes(' file=') === true
    const example = exampleOf(lines, fence)
    if (joins && examples.length > 0) examples[examples.length - 1] = joined(examples.at(-1)!, example)
    else examples.push(example)
  }
  return {
    title: (lines[0] ?? '').replace(/^# /, ''),
    summary: lines[2] ?? '',
    metadata: lines[4] ?? '',
    headings: lines
      .filter((line, i) => line.startsWith('## ') && !fences.some(({ start, end }) => i >= start && i < end))
      .map(line => line.slice(3)),
    examples,
    stray,
  }
}

function fencesOf(lines: readonly string[]): readonly Fence[] {
  const fences: Fence[] = []
  let heading = ''
  let follows = false
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line.startsWith('## ')) heading = line.slice(3)
    if (!line.startsWith('```')) {
      if (line.trim() !== '') follows = false
      continue
    }
    const close = lines.indexOf('```', i + 1)
    const end = close === -1 ? lines.length : close
    fences.push({ info: line.slice(3), start: i + 1, end, heading, follows })
    i = end
    follows = true
  }
  return fences
}

const versionWords = [
  ['kubernetes=', 'kubernetesVersion'],
  ['upgrade-to=', 'upgradeTo'],
] as const

function exampleOf(lines: readonly string[], fence: Fence): PageExample {
  const words = fence.info.split(' ')
  const named = words.find(word => word.startsWith('file='))?.slice('file='.length)
  const path = named ?? (words[0] === 'json' ? 'manifest.json' : 'manifest.yaml')
  const own = lines.slice(fence.start, fence.end)
  const expected = own.flatMap((line, i) => {
    const rules = mark.exec(line)?.[1]?.split(', ') ?? []
    return rules.map(rule => ({ path, line: i + 1, rule }))
  })
  const text = own.map(line => `${line.replace(mark, '')}\n`).join('')
  return {
    line: fence.start,
    reported: fence.heading === 'Reported',
    files: [{ path, text, role: (['cluster', 'from', 'schema'] as const).find(role => words.includes(role)) ?? 'input' }],
    world: words.includes('world=closed') ? 'closed' : 'open',
    versions: Object.fromEntries(
      versionWords.flatMap(([prefix, key]) => words.filter(word => word.startsWith(prefix)).map(word => [key, word.slice(prefix.length)]))
    ),
    expected,
  }
}

function joined(first: PageExample, second: PageExample): PageExample {
  const world = first.world === 'closed' ? 'closed' : second.world
  const versions = { ...first.versions, ...second.versions }
  return { ...first, world, versions, files: [...first.files, ...second.files], expected: [...first.expected, ...second.expected] }
}

function textOf(lines: readonly string[], { start, end }: Fence): string {
  return lines
    .slice(start, end)
    .map(line => `${line}\n`)
    .join('')
}
