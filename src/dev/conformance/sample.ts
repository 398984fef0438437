import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { root, writeWhole } from '../project.ts'
import { type ApiServerRecording, apiServerCase } from './apiserver.ts'
import type { RecordedCase } from './recording.ts'
import { type ScenarioRecording, scenarioCase, scenarioFamilies } from './scenarios.ts'

const folder = join(root, 'test/conformance/sample')
const version = 'v1.36'
const perCode: Readonly<Record<number, number>> = { 201: 1300, 400: 1300 }
const perScenarioFamily = 12
/** Refusals after decoding that the API server of this version claims to give. */
const refusals: readonly RegExp[] = [
  /^FieldValueDuplicate \S*hostPort /,
  /^FieldValueInvalid spec\.resources\.requests\[\w+\] .*aggregate container requests/,
  /no PriorityClass with name/,
]

interface SampledScenario {
  readonly name: string
  readonly text: string
  readonly recording: ScenarioRecording
}
type SampledAnswer = ApiServerRecording & { readonly id: string }

/** The recordings that the repository carries, so that its tests need nothing else. */
export function* sampledCases(): Iterable<RecordedCase> {
  const bases = new Map(linesOf<{ base: string; object: unknown }>('bases.jsonl').map(({ base, object }) => [base, object]))
  for (const recording of linesOf<SampledAnswer>('apiserver.jsonl')) {
    const base = recording.id.split(':')[0]!
    yield apiServerCase(recording.id, base, bases.get(base), recording, version)
  }
  for (const { name, text, recording } of linesOf<SampledScenario>('scenarios.jsonl')) {
    yield scenarioCase(name, text, recording, version)
  }
}

/** Picks the sample anew from a folder of recordings; the same recordings give the same sample. */
export async function writeSample(recordings: string): Promise<void> {
  const answers = pickAnswers(join(recordings, 'apiserver', version))
  const bases = [...new Set(answers.map(({ id }) => id.split(':')[0]!))].sort()
  const scenarios = pickScenarios(join(recordings, 'scenarios', version))
  writeLines('apiserver.jsonl', answers)
  writeLines(
    'bases.jsonl',
    bases.map(base => ({ base, object: parse(readFileSync(join(recordings, 'apiserver', version, 'bases', `${base}.yaml`), 'utf8')) }))
  )
  writeLines('scenarios.jsonl', scenarios)
  const decisions = scenarios.reduce((sum, { recording }) => sum + recording.apply.filter(({ scheduled }) => scheduled).length, 0)
  console.log(`${answers.length} answers to creates of ${bases.length} objects, ${scenarios.length} clusters with ${decisions} decisions`)
}

function pickAnswers(apiserver: string): readonly SampledAnswer[] {
  const all: SampledAnswer[] = []
  for (const file of readdirSync(join(apiserver, 'cases')).sort()) {
    const lines = readFileSync(join(apiserver, 'cases', file), 'utf8')
      .trimEnd()
      .split('\n')
    for (const [index, line] of lines.entries()) {
      const recording: ApiServerRecording = JSON.parse(line)
      if (recording.unstable === undefined) all.push({ id: `${basename(file, '.jsonl')}:${index + 1}`, ...recording })
    }
  }
  const shuffled = all.toSorted((a, b) => hash(a.id) - hash(b.id))
  const picked = Object.entries(perCode).flatMap(([code, count]) => shuffled.filter(a => a.code === Number(code)).slice(0, count))
  const refused = all.filter(({ code, causes, message }) => {
    const sentences = code === 422 ? (causes ?? []).map(cause => cause.join(' ')) : code === 403 ? [message ?? ''] : []
    return sentences.length > 0 && sentences.every(sentence => refusals.some(pattern => pattern.test(sentence)))
  })
  return [...picked, ...refused].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function pickScenarios(scenarios: string): readonly SampledScenario[] {
  const names = readdirSync(scenarios)
    .filter(file => file.endsWith('.expected.json'))
    .map(file => basename(file, '.expected.json'))
    .sort()
  return scenarioFamilies.flatMap(family =>
    names
      .filter(name => name.replace(/-\d+$/, '') === family)
      .toSorted((a, b) => hash(a) - hash(b))
      .slice(0, perScenarioFamily)
      .sort()
      .map(name => {
        const { apply, pods }: ScenarioRecording = JSON.parse(readFileSync(join(scenarios, `${name}.expected.json`), 'utf8'))
        const placed = (pods ?? []).map(({ namespace, name: pod, node }) => ({
          namespace,
          name: pod,
          ...(node === undefined ? {} : { node }),
        }))
        return { name, text: readFileSync(join(scenarios, `${name}.yaml`), 'utf8'), recording: { apply, pods: placed } }
      })
  )
}

function linesOf<T>(name: string): readonly T[] {
  const file = join(folder, name)
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as T)
    : []
}

function writeLines(name: string, entries: readonly unknown[]): void {
  writeWhole(join(folder, name), `${entries.map(entry => JSON.stringify(entry)).join('\n')}\n`)
}

/** FNV-1a with its bits mixed: which recordings are picked depends on their names alone. */
function hash(text: string): number {
  let result = 2166136261
  for (let index = 0; index < text.length; index++) result = Math.imul(result ^ text.charCodeAt(index), 16777619)
  result = Math.imul(result ^ (result >>> 16), 0x85ebca6b)
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35)
  return (result ^ (result >>> 16)) >>> 0
}
