import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { CauseTuple, Disagreement, Family, Judgement, RecordedCase, ServerAnswer } from './recording.ts'
import { comparable, shapeOf, withoutIndexes } from './wording.ts'

/** One change of a valid manifest, and a real server's answer to its creation. */
export interface ApiServerRecording {
  readonly op: 'set' | 'remove' | 'dup' | 'none'
  /** Absent where nothing is changed. */
  readonly path?: readonly (string | number)[]
  readonly value?: unknown
  readonly code: number
  readonly reason?: string
  readonly causes?: readonly CauseTuple[]
  readonly message?: string
  readonly warnings?: readonly string[]
  /** Answered in more than one way. */
  readonly unstable?: unknown
}

interface CheckAnswer {
  readonly server?: readonly ServerAnswer[]
  readonly diagnostics?: readonly { readonly severity: string; readonly stage: string; readonly message: string }[]
}

const refusingStages = new Set(['read', 'decode', 'validate', 'admit'])

/** Creates of single objects. */
export const apiServer: Family = {
  name: 'apiserver',
  title: 'API server: creating one object',
  *cases(folder, version) {
    const recordings = join(folder, 'apiserver', version, 'cases')
    const bases = [join(folder, 'apiserver', version, 'bases'), join(folder, 'apiserver/v1.36/bases')].find(existsSync)
    if (!existsSync(recordings) || bases === undefined) return
    for (const file of readdirSync(recordings).sort()) {
      const base = basename(file, '.jsonl')
      const object: unknown = parse(readFileSync(join(bases, `${base}.yaml`), 'utf8'))
      const lines = readFileSync(join(recordings, file), 'utf8').trimEnd().split('\n')
      for (const [index, line] of lines.entries()) {
        const recording: ApiServerRecording = JSON.parse(line)
        if (recording.unstable === undefined) yield apiServerCase(`${base}:${index + 1}`, base, object, recording, version)
      }
    }
  },
}

/** The question that a recording answers, and the comparison. */
export function apiServerCase(id: string, base: string, object: unknown, recording: ApiServerRecording, version: string): RecordedCase {
  return {
    job: {
      id,
      command: 'check',
      inputs: [{ path: `${base}.json`, text: JSON.stringify(changed(object, recording)) }],
      options: { world: 'closed', asServer: true, kubernetesVersion: version.replace(/^v/, '') },
    },
    judge: result => judge(recording, (result ?? {}) as CheckAnswer),
  }
}

/** A copy of an object with the recorded change. */
export function changed(object: unknown, { op, path, value }: Pick<ApiServerRecording, 'op' | 'path' | 'value'>): unknown {
  const copy = structuredClone(object)
  const key = path?.at(-1)
  if (path === undefined || key === undefined) return copy
  let parent = copy as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
  if (op === 'set') parent[key] = value
  else if (op === 'dup') parent[key] = [...(parent[key] as unknown[]), structuredClone((parent[key] as unknown[])[0])]
  else if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
  return copy
}

function judge(recording: ApiServerRecording, result: CheckAnswer): Judgement {
  const answer = result.server?.[0]
  const refusing = (result.diagnostics ?? []).filter(({ severity, stage }) => severity === 'error' && refusingStages.has(stage))
  const accepted = recording.code < 300
  const marks: Record<string, readonly [number, number]> = {}
  const mark = (name: string, agrees: boolean): boolean => {
    marks[name] = [agrees ? 1 : 0, 1]
    return agrees
  }
  const agrees = [
    mark(accepted ? 'accepted' : `${recording.code} code`, answer?.code === recording.code),
    mark(accepted ? 'no false finding' : 'refusal found', result.server !== undefined && accepted === (refusing.length === 0)),
  ]
  if (recording.code === 400) agrees.push(mark('400 causes', answer?.code === 400 && sameDecodeError(answer.message, recording.message)))
  if (recording.code === 422) {
    const ours = (answer?.causes ?? []).map(({ reason, field, message }): CauseTuple => [reason, field, message])
    agrees.push(mark('422 causes', sameSet(ours.map(place), (recording.causes ?? []).map(place))))
    mark('422 words', sameBag(ours.map(sentence), (recording.causes ?? []).map(sentence)))
  }
  if (recording.warnings !== undefined || (answer?.warnings ?? []).length > 0) {
    mark('warnings', sameBag((answer?.warnings ?? []).map(comparable), (recording.warnings ?? []).map(comparable)))
  }
  return { marks, disagreements: agrees.every(Boolean) ? [] : disagreements(recording, answer, refusing[0]?.message) }
}

function disagreements(
  recording: ApiServerRecording,
  answer: ServerAnswer | undefined,
  finding: string | undefined
): readonly Disagreement[] {
  const ours = answer === undefined ? 'no answer' : `${answer.code} ${answer.message ?? finding ?? ''}`
  if (recording.code < 300) return [{ shape: `accepted, ours: ${shapeOf(ours)}`, recorded: String(recording.code), ours }]
  const got = new Set((answer?.causes ?? []).map(({ reason, field, message }) => place([reason, field, message])))
  const missing = (recording.causes ?? []).filter(cause => !got.has(place(cause)))
  if (recording.code === 422 && missing.length > 0) {
    return missing.map(cause => ({
      shape: `422 ${cause[0]} ${withoutIndexes(cause[1]).split('.').slice(-2).join('.')}: ${shapeOf(cause[2])}`,
      recorded: cause.join(' '),
      ours,
    }))
  }
  const recorded = `${recording.code} ${recording.message ?? (recording.causes ?? []).map(cause => cause.join(' ')).join('; ')}`
  return [{ shape: recording.code === 422 ? `422 answered with more: ${shapeOf(ours)}` : shapeOf(recorded), recorded, ours }]
}

function sameDecodeError(ours: string | undefined, recorded: string | undefined): boolean {
  const unknown = unknownFields(recorded)
  return unknown.length > 0 ? sameSet(unknownFields(ours), unknown) : decodeError(ours) === decodeError(recorded)
}

/** Fields that a strict decoding error names. */
function unknownFields(message: string | undefined): readonly string[] {
  return [...(message ?? '').matchAll(/unknown field "((?:[^"\\]|\\.)*)"/g)].map(match => match[1]!)
}

/** The kind of a decoding error and the field in it, without indexes and values. */
function decodeError(message: string | undefined): string {
  const type = /cannot unmarshal (\S+) into Go (?:struct field (\S+)|value) of type (\S+)/.exec(message ?? '')
  if (type !== null) return `${type[1]} ${withoutIndexes(type[2] ?? '')} ${type[3]}`
  return shapeOf((message ?? '').replace(/^[^:]*: /, ''))
}

const place = ([reason, field]: CauseTuple): string => `${reason} ${field}`
const sentence = ([reason, field, message]: CauseTuple): string => `${reason} ${field} ${comparable(message)}`

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return sameBag([...new Set(left)], [...new Set(right)])
}

function sameBag(left: readonly string[], right: readonly string[]): boolean {
  const sorted = [...right].sort()
  return left.length === right.length && [...left].sort().every((entry, index) => entry === sorted[index])
}
