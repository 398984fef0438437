import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { calibrate, referenceMilliseconds } from '../../test/bench/calibration.ts'
import { corpus, stream, writeCorpus } from '../../test/bench/corpus.ts'
import { printEdits } from './bench/edits.ts'
import { cleanManifest, manifestWithAnchors, manifestWithFindings, manifestWithSyntaxError } from './bench/manifests.ts'
import { type Command, environment, interleave, median, minimum, peakMemory, type Timing } from './bench/process.ts'
import { benchCluster, naivePairs, reachOf } from './bench/reachability.ts'
import { printFewPods, printScheduling } from './bench/scheduling.ts'
import { type Comparison, compareDecoders, compareReaders } from './bench/throughput.ts'
import { workloadSet } from './bench/workloads.ts'
import { root } from './project.ts'

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '21' },
    'large-rounds': { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
  },
})
const rounds = Number(flags.rounds)
const largeRounds = Number(flags['large-rounds'])
const cli = join(root, 'dist/cli.cjs')
const schemas = join(root, '.cache/kubeconform-schemas')
const folder = mkdtempSync(join(tmpdir(), 'seatrial-bench-'))
const empty = write('empty.cjs', '')

try {
  const slowness = calibrate() / referenceMilliseconds
  console.log(`Node ${process.version}; this machine takes ${slowness.toFixed(2)} x the time of the reference machine\n`)
  coldStart()
  throughput()
  network()
  await printEdits(flags.quick ? 20 : 60)
  for (const files of flags.quick ? [1000] : [1000, 10_000]) repository(files)
  for (const workloads of flags.quick ? [1250] : [1250, 2500, 5000]) oneSet(workloads)
  largeStream()
  manyJobs()
  printFewPods((name, file) => seatrial(name, [file]), write, rounds)
  printScheduling((name, file) => seatrial(name, ['simulate', file]), write, folder, flags.quick ? 1 : largeRounds)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function coldStart(): void {
  const timings = interleave(
    [
      { name: 'empty node process', program: process.execPath, arguments: [empty], codes: [0] },
      seatrial('clean file', [write('clean.yaml', cleanManifest)]),
      seatrial('file with findings', [write('findings.yaml', manifestWithFindings)]),
      seatrial('file with anchors', [write('anchors.yaml', manifestWithAnchors)]),
      seatrial('file with a syntax error', [write('syntax.yaml', manifestWithSyntaxError)]),
      seatrial('--version', ['--version']),
    ],
    rounds
  )
  print(`Cold start, ${rounds} rounds, budget 1.5 x an empty node process`, timings)
}

function throughput(): void {
  const texts = [...corpus(400)].map(({ text }) => text)
  const readers = compareReaders(texts, 7)
  const decoders = compareDecoders(texts, 7)
  console.log('In one process, best of 7')
  console.log(`  parse          ${speed(readers, 1000, 'MB/s')}: ${ratio(readers)} x npm yaml, budget 10 x`)
  if (decoders === undefined) console.log('  decode         not compared: `npm run bench:schemas` writes the schemas')
  else console.log(`  decode         ${speed(decoders, 1, 'k documents/s')}: ${ratio(decoders)} x ajv, budget 1.5 x`)
  console.log('')
}

/** Milliseconds by calibration, and beside a look at every policy for each pair. */
function network(): void {
  const slowness = calibrate() / referenceMilliseconds
  const least = (work: () => void, times: number): number =>
    Math.min(
      ...Array.from({ length: times }, () => {
        const start = performance.now()
        work()
        return performance.now() - start
      })
    )
  console.log('Who can talk to whom, 1,000 workloads, 300 policies, best of 7, by calibration')
  for (const mixed of [false, true]) {
    const cluster = benchCluster({ workloads: 1000, policies: 300, mixed })
    const ours = least(() => reachOf(cluster), 7)
    const naive = least(() => naivePairs(cluster), 1)
    const name = mixed ? 'names and addresses' : 'numeric ports'
    const budget = mixed ? 250 : 100
    console.log(
      `  ${name.padEnd(20)} ${(ours / slowness).toFixed(0)} ms, budget ${budget} ms; ${(naive / ours).toFixed(0)} x the naive evaluator, budget 20 x`
    )
  }
  if (!flags.quick) {
    const cluster = benchCluster({ workloads: 20_000, policies: 5000, mixed: false })
    const seconds = least(() => reachOf(cluster), 1) / slowness / 1000
    console.log(`  20,000 x 5,000       ${seconds.toFixed(1)} s, budget 12 s`)
  }
  console.log('')
}

function repository(files: number): void {
  const corpusFolder = join(folder, `corpus-${files}`)
  const bytes = writeCorpus(corpusFolder, files)
  const everything = seatrial('everything', [corpusFolder])
  const schemaOnly = seatrial('parse and schema', ['--only', 'schema/unknown-field', corpusFolder])
  const served = seatrial('with validation, admission', ['--only', 'api/required', corpusFolder])
  const reference = kubeconform(corpusFolder)
  const timings = interleave([...reference, schemaOnly, served, everything], largeRounds)
  if (reference.length > 0) console.log('Budgets by kubeconform: parse and schema 0.35, with validation and admission 0.45, everything 0.6')
  print(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${largeRounds} rounds`, timings)
  console.log(`  peak memory    ${peakMemory(everything, folder).toFixed(0)} MB, budget 260 MB for 10,000 files\n`)
}

/** One set on nodes, judged and simulated; seconds by calibration. */
function oneSet(workloads: number): void {
  const file = write(`workloads-${workloads}.yaml`, workloadSet(workloads))
  const simulated: Command = { name: 'simulate', program: process.execPath, arguments: [cli, 'simulate', file], codes: [0, 1] }
  const timings = interleave([seatrial('check', [file]), simulated], largeRounds)
  const slowness = calibrate() / referenceMilliseconds
  console.log(`${workloads} workloads in one set, best of ${largeRounds}, by calibration, budget 3 s for 5,000`)
  for (const timing of timings) console.log(`  ${timing.name.padEnd(26)} ${(minimum(timing) / slowness / 1000).toFixed(2)} s`)
  console.log('')
}

function largeStream(): void {
  const file = write('stream.yaml', stream(2_000_000))
  print('One stream of 2 MB', interleave([...kubeconform(file), seatrial('everything', [file])], largeRounds * 2))
}

function manyJobs(): void {
  const count = 4000
  const job = (id: number): string => JSON.stringify({ id, command: 'check', inputs: [{ path: 'web.yaml', text: cleanManifest }] })
  const input = write('jobs.jsonl', `${Array.from({ length: count }, (_, id) => job(id)).join('\n')}\n`)
  const [timing] = interleave([{ name: 'batch', program: process.execPath, arguments: [cli, 'batch'], input, codes: [0] }], 3)
  console.log(`Batch: ${((count / minimum(timing!)) * 1000).toFixed(0)} small check jobs a second, budget 2000`)
}

function seatrial(name: string, arguments_: readonly string[]): Command {
  return { name, program: process.execPath, arguments: [cli, ...arguments_], codes: [0, 1] }
}

/** The reference, where it is installed and its schemas are written. */
function kubeconform(target: string): readonly Command[] {
  if (!existsSync(schemas) || spawnSync('kubeconform', ['-v'], { env: environment }).status !== 0) return []
  const location = `${schemas}/{{ .ResourceKind }}{{ .KindSuffix }}.json`
  const arguments_ = ['-n', '8', '-strict', '-ignore-missing-schemas', '-summary', '-schema-location', location, target]
  return [{ name: 'kubeconform', program: 'kubeconform', arguments: arguments_, codes: [0, 1] }]
}

/** The first timing is what the others are compared with, where there is more than ours. */
function print(title: string, timings: readonly Timing[]): void {
  const [reference] = timings
  console.log(title)
  for (const timing of timings) {
    const times = (of: (timing: Timing) => number): string => (of(timing) / of(reference!)).toFixed(2)
    const compared = timing === reference ? '' : `   ${times(minimum)} x (least), ${times(median)} x (median) ${reference!.name}`
    console.log(`  ${timing.name.padEnd(26)} min ${time(minimum(timing))}   median ${time(median(timing))}${compared}`)
  }
  console.log('')
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 1000 ? 1 : 0).padStart(7)} ms`
}

function speed({ ours, amount }: Comparison, unit: number, name: string): string {
  return `${(amount / unit / ours).toFixed(0)} ${name}`
}

function ratio({ ours, theirs }: Comparison): string {
  return (theirs / ours).toFixed(1)
}

function write(name: string, text: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
