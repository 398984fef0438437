import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzers, mutants } from '../../test/fuzz/mutants.ts'
import { canonicalJson, canonicalText } from '../../test/source/canonical-json.ts'
import { readDocuments } from '../source/read.ts'
import { SourceFile } from '../source/source-file.ts'
import { root } from './project.ts'

/** What kubectl makes of a text. */
interface Answer {
  readonly documents: readonly string[]
  readonly error?: string
}

const batch = 10_000
const { values: flags } = parseArgs({
  options: {
    count: { type: 'string', default: '500000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '20' },
  },
})
const count = Number(flags.count)
const folder = mkdtempSync(join(tmpdir(), 'seatrial-fuzz-'))
try {
  const program = join(folder, 'go-yaml')
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: join(root, 'test/fuzz/go-yaml'), encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`go build: ${built.error?.message ?? built.stderr}`)
  compareAll(program)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Compares what is read with what kubectl reads, mutant by mutant, and prints what differs. */
function compareAll(program: string): void {
  let done = 0
  let accepted = 0
  let differing = 0
  for (let seed = Number(flags.seed); done < count; seed++) {
    const texts = mutants(fuzzers[seed % fuzzers.length]!, seed, Math.min(batch, count - done))
    for (const [index, answer] of askKubectl(program, texts).entries()) {
      if (answer.error === undefined) accepted++
      const text = texts[index]!
      const difference = differenceOf(text, answer)
      if (difference === undefined || isMarkedTwice(text) || agreesOnce(program, text)) continue
      differing++
      if (differing <= Number(flags.show)) console.log(`${JSON.stringify(text)}\n  ${difference}`)
    }
    done += texts.length
  }
  console.log(`${done} mutants, ${accepted} of which kubectl accepts: ${differing} differ`)
  if (differing > 0) process.exitCode = 1
}

/** go-yaml skips the second of two byte order marks in a row without counting it everywhere: what follows on that line is at two columns at once. */
function isMarkedTwice(text: string): boolean {
  return text.includes('\ufeff\ufeff')
}

/** Of the keys `1` and `"1"` in one mapping, Go keeps the one that it happens to meet last: another one at another time. */
function agreesOnce(program: string, text: string): boolean {
  const isRepeated = readDocuments(new SourceFile('mutant.yaml', text)).some(({ problems }) =>
    problems.some(({ code }) => code === 'duplicate-key')
  )
  return isRepeated && askKubectl(program, Array(256).fill(text)).some(answer => differenceOf(text, answer) === undefined)
}

function askKubectl(program: string, texts: readonly string[]): readonly Answer[] {
  const parts = texts.flatMap(text => {
    const bytes = Buffer.from(text, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    return [length, bytes]
  })
  const { stdout } = spawnSync(program, [], { input: Buffer.concat(parts), maxBuffer: 1 << 30 })
  const lines = stdout.toString('utf8').trimEnd().split('\n')
  if (lines.length !== texts.length) throw new Error(`${lines.length} answers to ${texts.length} texts`)
  return lines.map(line => JSON.parse(line) as Answer)
}

function differenceOf(text: string, { documents, error }: Answer): string | undefined {
  const read = readDocuments(new SourceFile('mutant.yaml', text))
  const refused = read.findIndex(({ problems }) => problems.some(({ fatal }) => fatal))
  if (error === undefined && refused !== -1)
    return `kubectl accepts it; here: ${read[refused]!.problems.find(({ fatal }) => fatal)!.message}`
  if (error !== undefined && refused === -1) return `accepted here; kubectl: ${error}`
  const values = (refused === -1 ? read : read.slice(0, refused)).flatMap(({ value }) =>
    value === undefined ? [] : [canonicalJson(value)]
  )
  const wanted = documents.map(canonicalText)
  // where a separator is refused, kubectl has not read the document above it
  const isSeparator = refused !== -1 && read[refused]!.problems.some(({ code }) => code === 'document-separator')
  const own = isSeparator ? values.slice(0, wanted.length) : values
  return JSON.stringify(own) === JSON.stringify(wanted) ? undefined : `kubectl: ${wanted.join(' | ')}\n  here: ${own.join(' | ')}`
}
