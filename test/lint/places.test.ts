import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, parseAllDocuments } from 'yaml'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { declareAll, resourcesOf } from '../../src/declare-job.ts'
import { sampledCases } from '../../src/dev/conformance/sample.ts'
import { root } from '../../src/dev/project.ts'
import { valueAt } from '../../src/k8s/field-path.ts'
import type { Diagnostic } from '../../src/lint/diagnostic.ts'
import { parseRulePage } from '../../src/lint/rule-page.ts'
import type { Input } from '../../src/load/input.ts'
import { check } from '../../src/pipeline.ts'
import { readJob } from '../../src/read-job.ts'
import type { Path } from '../../src/source/path.ts'
import type { SourceDocument } from '../../src/source/source-document.ts'

const every = 12
const settings = parseOptions({ preset: ['all'], world: 'closed' }, 'check')
const samples = [...sampledCases()].flatMap(({ job }) => (job.command === 'check' ? [job] : [])).filter((_, i) => i % every === 0)
const examples = ['shop', 'clean'].map(name => ({
  inputs: readdirSync(join(root, 'examples', name)).map(file => ({
    path: file,
    text: readFileSync(join(root, 'examples', name, file), 'utf8'),
  })),
}))

const projectsFolder = join(root, 'test/projects')
const projects = readdirSync(projectsFolder).map(project =>
  readdirSync(join(projectsFolder, project), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(?:ya?ml|json)$/.test(file) && !file.includes('templates'))
    .map(file => ({ path: file, text: readFileSync(join(projectsFolder, project, file), 'utf8') }))
)
const pageExamples = rules.flatMap(({ id }) =>
  parseRulePage(readFileSync(join(root, 'rules', id, 'README.md'), 'utf8')).examples.map(({ files }) =>
    files.filter(({ role }) => role === 'input')
  )
)

/** A second reader's opinion about where a path of a document is written. */
class SecondOpinion {
  readonly #text: string
  readonly #document: Node | null

  constructor(text: string, index: number) {
    this.#text = text
    const documents = parseAllDocuments(text, { schema: 'yaml-1.1', uniqueKeys: false, merge: false, logLevel: 'silent' })
    const written = (Array.isArray(documents) ? documents : []).filter(({ contents }) => contents !== null)
    this.#document = (written[index]?.contents as Node | undefined) ?? null
  }

  /** The texts that may be marked for a path: its key, and its value where that is a scalar; those of the nearest parent where it is not written. */
  marksOf(path: Path): { readonly texts: readonly string[]; readonly isWritten: boolean } | undefined {
    // several objects without a line between them
    if (this.#isJoined) return undefined
    let node: unknown = this.#document
    let texts: readonly string[] = [this.#firstLine(node)]
    for (const step of path) {
      const child: unknown = isMap(node)
        ? node.items.findLast(pair => isScalar(pair.key) && String(pair.key.value) === String(step))
        : isSeq(node) && typeof step === 'number'
          ? node.items[step]
          : undefined
      if (child === undefined) return { texts, isWritten: false }
      const value: unknown = isPair(child) ? (child as Pair).value : child
      // an alias is written elsewhere
      if (isNode(value) && 'source' in value && !isScalar(value)) return undefined
      texts = [...(isPair(child) ? [this.#firstLine((child as Pair).key)] : []), this.#firstLine(value)]
      node = value
    }
    return { texts, isWritten: true }
  }

  get #isJoined(): boolean {
    const keys = isMap(this.#document) ? this.#document.items.map(({ key }) => (isScalar(key) ? key.value : key)) : []
    return keys.filter(key => key === 'kind').length > 1
  }

  #firstLine(node: unknown): string {
    if (!isNode(node) || !node.range) return ''
    return this.#text.slice(node.range[0], node.range[1]).split('\n')[0]!.trimEnd()
  }
}

function misplaced(diagnostic: Diagnostic, opinions: Map<string, SecondOpinion>): string | undefined {
  const { rule, span, path, document, label, stage } = diagnostic
  const { file, start, end } = span
  if (!(0 <= start && start <= end && end <= file.text.length)) return `${rule}: ${start}-${end} is not in ${file.path}`
  const marked = file.text.slice(start, end)
  if (marked.includes('\n')) return `${rule}: more than one line is marked`
  // a comment, for which no path stands
  if (rule.startsWith('meta/') && path.length === 0) return undefined
  if (stage === 'read' || document.problems.length > 0) return undefined
  const key = `${file.path} ${document.index}`
  const opinion = opinions.get(key) ?? new SecondOpinion(file.text, document.index)
  opinions.set(key, opinion)
  const marks = opinion.marksOf(path)
  if (marks === undefined || marks.texts.includes(marked)) return undefined
  return `${rule}: ${JSON.stringify(path)} (${marks.isWritten ? 'written' : 'not written'}, ${label ?? 'no label'}) is at ${JSON.stringify(marked)}, not ${JSON.stringify(marks.texts)}`
}

async function misplacedIn(inputs: readonly Input[]): Promise<{ wrong: readonly string[]; count: number }> {
  const { diagnostics } = await check({ inputs }, settings, rules)
  const declared = await declareAll(await readJob({ inputs }, settings), settings, true)
  const resources = declared.input.map(declared.defaulted).flatMap(resourcesOf)
  const opinions = new Map<string, SecondOpinion>()
  const wrong = diagnostics.flatMap(diagnostic => misplaced(diagnostic, opinions) ?? [])
  for (const { rule, path, document, label } of diagnostics) {
    const owner = resources.find(resource => isSame(resource.document, document) && resource.root.every((step, i) => path[i] === step))
    const isWritten = valueAt(document.partial ?? document.value, path) !== undefined
    const decided = owner === undefined ? undefined : valueAt(owner.object, path.slice(owner.root.length))
    if (!isWritten && ['string', 'number', 'boolean'].includes(typeof decided) && label === undefined)
      wrong.push(`${rule}: ${JSON.stringify(path)} is a default and not said to be one`)
  }
  return { wrong, count: diagnostics.length }
}

function isSame(one: SourceDocument, other: SourceDocument): boolean {
  return one.file.path === other.file.path && one.index === other.index
}

describe('every finding marks the key or value that its path names, as a second reader of YAML finds it', () => {
  test('in the examples', async () => {
    for (const { inputs } of examples) expect((await misplacedIn(inputs)).wrong).toEqual([])
  })

  test('in the projects', async () => {
    for (const inputs of projects) expect((await misplacedIn(inputs)).wrong).toEqual([])
  })

  test("in the examples of rules' pages", async () => {
    const all = new Set<string>()
    for (const files of pageExamples) for (const line of (await misplacedIn(files)).wrong) all.add(line)
    expect([...all].slice(0, 20)).toEqual([])
    expect(pageExamples.length).toBeGreaterThan(rules.length)
  }, 120_000)

  test('in the sample of recordings', async () => {
    const all = new Set<string>()
    let count = 0
    for (const { inputs } of samples) {
      const found = await misplacedIn(inputs)
      for (const line of found.wrong) all.add(line)
      count += found.count
    }
    expect([...all].slice(0, 20)).toEqual([])
    expect(count).toBeGreaterThan(samples.length)
  }, 120_000)
})
