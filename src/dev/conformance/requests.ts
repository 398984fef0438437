import { isDeepStrictEqual } from 'node:util'
import type { CauseTuple, Job, Judgement, RecordedCase, ServerAnswer } from './recording.ts'
import { shapeOf } from './wording.ts'

/** A real server's answer to one request. */
export interface RequestRecording {
  readonly code: number
  readonly causes?: readonly CauseTuple[]
  readonly message?: string
  /** The object as the server keeps it. */
  readonly stored?: unknown
  /** All answers that were seen, where the server itself is undecided. */
  readonly oneOf?: readonly RequestRecording[]
}

type Answer = ServerAnswer & { readonly stored?: unknown }

/** One object that is sent to a server, and the comparison with its answer. */
export function requestCase(
  id: string,
  object: unknown,
  recording: RequestRecording,
  version: string,
  more: Pick<Job, 'crds' | 'from'> & { readonly options?: Job['options'] } = {}
): RecordedCase {
  const { options, ...files } = more
  return {
    job: {
      id,
      command: 'check',
      inputs: [{ path: 'object.json', text: JSON.stringify(object) }],
      ...files,
      options: { world: 'closed', asServer: true, kubernetesVersion: version.replace(/^v/, ''), ...options },
    },
    judge: result => judge(recording, (result as { readonly server?: readonly Answer[] } | undefined)?.server?.[0]),
  }
}

function judge(recording: RequestRecording, answer: Answer | undefined): Judgement {
  if (recording.oneOf !== undefined) {
    const all = recording.oneOf.map(one => judge(one, answer))
    return all.find(({ disagreements }) => disagreements.length === 0) ?? all[0] ?? { marks: {}, disagreements: [] }
  }
  const accepted = recording.code < 300
  const marks: Record<string, readonly [number, number]> = {}
  const mark = (name: string, agrees: boolean): boolean => {
    marks[name] = [agrees ? 1 : 0, 1]
    return agrees
  }
  const agrees = [
    mark(accepted ? 'accepted' : 'refused', accepted ? (answer?.code ?? 0) < 300 && answer !== undefined : answer?.code === recording.code),
  ]
  const causes = (recording.causes ?? []).filter(([, field]) => field !== '')
  if (causes.length > 0)
    agrees.push(
      mark('causes', isDeepStrictEqual(places(answer?.causes ?? []), causes.map(([reason, field]) => `${reason} ${field}`).sort()))
    )
  if (accepted && recording.stored !== undefined)
    agrees.push(mark('stored', isDeepStrictEqual(withoutMadeUp(answer?.stored), withoutMadeUp(recording.stored))))
  const recorded = `${recording.code} ${recording.message ?? (recording.causes ?? []).map(cause => cause.join(' ')).join('; ')}`
  const ours = answer === undefined ? 'no answer' : `${answer.code} ${answer.message ?? ''}`
  return {
    marks,
    disagreements: agrees.every(Boolean) ? [] : [{ shape: shapeOf(accepted ? `accepted, ours: ${ours}` : recorded), recorded, ours }],
  }
}

function places(causes: NonNullable<ServerAnswer['causes']>): readonly string[] {
  return causes.map(({ reason, field }) => `${reason} ${field}`).sort()
}

/** A stored object without what only a live server can know. */
function withoutMadeUp(object: unknown): unknown {
  const copy = structuredClone(object) as { metadata?: Record<string, unknown> } | undefined
  if (copy?.metadata !== undefined)
    for (const key of ['managedFields', 'resourceVersion', 'uid', 'creationTimestamp']) delete copy.metadata[key]
  return copy
}
