import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Disagreement, Family, Judgement, RecordedCase } from './recording.ts'
import { compareSettled, type SettledState } from './settled-state.ts'
import { comparable, shapeOf } from './wording.ts'

/** The first decision of a real scheduler about a pod that no controller made. */
export interface RecordedDecision {
  readonly node?: string
  readonly reason?: string
  readonly message?: string
  readonly nominatedNode?: string
  readonly victims?: readonly unknown[]
  readonly preempted?: boolean
  readonly waitsForProvisioning?: boolean
  readonly selectedNode?: string
  readonly deleted?: boolean
  readonly none?: boolean
  readonly then?: { readonly node?: string }
}

/** The answer to each document, and the first decision where it is a bare pod. */
export interface ScenarioRecording {
  readonly apply: readonly {
    readonly kind: string
    readonly namespace?: string
    readonly name: string
    readonly code: number
    readonly message?: string
    readonly scheduled?: RecordedDecision
  }[]
  readonly pods?: readonly RecordedPod[]
  readonly deployments?: readonly { readonly namespace: string; readonly name: string }[]
  /** False where the recording was cut off. */
  readonly settled?: boolean
  /** Two states are compared by the families that have them. */
  readonly before?: unknown
}

interface RecordedPod {
  readonly namespace: string
  readonly name: string
  readonly node?: string
  readonly owner?: { readonly kind: string; readonly name: string }
}

interface Decision {
  readonly pod: { readonly namespace: string; readonly name: string }
  readonly attempt: number
  readonly outcome: string
  readonly feasible?: readonly string[]
  readonly candidates?: readonly string[]
  readonly message?: string
}
interface SimulateAnswer {
  readonly apply?: readonly { readonly code: number; readonly message?: string }[]
  readonly decisions?: readonly Decision[]
}

/** The families that the sample of the repository is drawn from. */
export const scenarioFamilies: readonly string[] = ['fit', 'hostports', 'nodeaffinity', 'taints']

/** Whole clusters: what is refused, and where each pod goes. */
export const scenarios: Family = {
  name: 'scenarios',
  title: 'Whole clusters',
  *cases(folder, version) {
    const recordings = join(folder, 'scenarios', version)
    if (!existsSync(recordings)) return
    for (const file of readdirSync(recordings).sort()) {
      const name = basename(file, '.expected.json')
      if (!file.endsWith('.expected.json')) continue
      const manifest = [join(recordings, `${name}.yaml`), join(folder, 'scenarios/v1.36', `${name}.yaml`)].find(existsSync)
      const recording: ScenarioRecording = JSON.parse(readFileSync(join(recordings, file), 'utf8'))
      if (manifest !== undefined && recording.before === undefined) {
        yield scenarioCase(name, readFileSync(manifest, 'utf8'), recording, version)
      }
    }
  },
}

/** The question that a recording answers, and the comparison. */
export function scenarioCase(name: string, text: string, recording: ScenarioRecording, version: string): RecordedCase {
  return {
    job: {
      id: name,
      command: 'simulate',
      inputs: [{ path: `${name}.yaml`, text }],
      placements: placementsOf(recording),
      options: {
        world: 'closed',
        arrival: 'one-by-one',
        provisioners: ['provision.example.com'],
        kubernetesVersion: version.replace(/^v/, ''),
      },
    },
    judge: result => judge(recording, (result ?? {}) as SimulateAnswer),
  }
}

/** Where the recorded pods went, so that each later decision is made in the recorded cluster. */
function placementsOf(recording: ScenarioRecording): readonly unknown[] {
  return [...barePlacements(recording), ...ownedPlacements(recording)]
}

/** Pods of controllers, by the object that the manifest declares. */
function ownedPlacements({ pods = [], deployments = [] }: ScenarioRecording): readonly unknown[] {
  const declared = new Set(deployments.map(({ namespace, name }) => `${namespace}/${name}`))
  const single: unknown[] = []
  const nodes = new Map<string, { readonly owner: unknown; readonly nodes: (string | null)[] }>()
  for (const { namespace, name, node = null, owner } of pods) {
    if (owner === undefined || owner.kind === 'DaemonSet') continue
    if (owner.kind === 'StatefulSet') {
      single.push({ namespace, pod: name, node })
      continue
    }
    const above = owner.name.replace(/-[^-]+$/, '')
    const top = owner.kind === 'ReplicaSet' && declared.has(`${namespace}/${above}`) ? { kind: 'Deployment', name: above } : owner
    const key = `${top.kind} ${namespace}/${top.name}`
    const group = nodes.get(key) ?? { owner: { ...top, namespace }, nodes: [] }
    nodes.set(key, group)
    group.nodes.push(node)
  }
  for (const group of nodes.values()) group.nodes.sort((a, b) => Number(a === null) - Number(b === null))
  return [...single, ...nodes.values()]
}

function barePlacements({ apply, pods }: ScenarioRecording): readonly unknown[] {
  const settled = new Map((pods ?? []).map(pod => [`${pod.namespace}/${pod.name}`, pod.node]))
  return apply.flatMap(({ namespace = 'default', name, scheduled }) => {
    if (scheduled === undefined || scheduled.deleted || scheduled.none) return []
    const node = scheduled.node ?? scheduled.then?.node ?? scheduled.selectedNode
    // a pod that found room only at a later attempt is left to the simulation
    if (node === undefined && settled.get(`${namespace}/${name}`) !== undefined) return []
    return [{ namespace, pod: name, node: node ?? null }]
  })
}

function judge(recording: ScenarioRecording, result: SimulateAnswer): Judgement {
  const marks = new Map<string, [number, number]>()
  const mark = (name: string, agrees: boolean): boolean => {
    const [yes, of] = marks.get(name) ?? [0, 0]
    marks.set(name, [yes + (agrees ? 1 : 0), of + 1])
    return agrees
  }
  const missing: Disagreement[] = []
  const first = new Map((result.decisions ?? []).filter(d => d.attempt === 1).map(d => [`${d.pod.namespace}/${d.pod.name}`, d]))
  for (const [index, { code, message, namespace = 'default', name, scheduled }] of recording.apply.entries()) {
    const answer = result.apply?.[index]
    if (!mark('apply codes', answer?.code === code)) {
      missing.push({
        shape: `${code} ${shapeOf(message ?? '')}`,
        recorded: `${code} ${message ?? ''}`,
        ours: `${answer?.code} ${answer?.message ?? ''}`,
      })
    }
    if (scheduled === undefined || scheduled.none || scheduled.deleted || scheduled.reason === 'SchedulerError') continue
    // what follows a preemption depends on when the victims were gone
    if (
      scheduled.preempted ||
      scheduled.victims !== undefined ||
      (scheduled.nominatedNode !== undefined && !scheduled.waitsForProvisioning)
    )
      break
    const ours = first.get(`${namespace}/${name}`)
    if (!judgeDecision(scheduled, ours, mark)) {
      const recorded = scheduled.message ?? `node ${scheduled.node ?? scheduled.selectedNode}`
      const own = ours === undefined ? 'no decision' : `${ours.outcome} ${ours.message ?? (ours.candidates ?? []).join(',')}`
      missing.push({
        shape: shapeOf(scheduled.message ?? `placed, ours: ${ours?.outcome} ${ours?.message ?? 'elsewhere'}`),
        recorded,
        ours: own,
      })
    }
  }
  if (recording.settled === true) compareSettled(recording as unknown as SettledState, result as unknown as SettledState, mark)
  return { marks: Object.fromEntries(marks), disagreements: missing }
}

function judgeDecision(recorded: RecordedDecision, ours: Decision | undefined, mark: (name: string, agrees: boolean) => boolean): boolean {
  const node = recorded.node ?? recorded.selectedNode
  if (node === undefined) {
    const decided = mark('decision', ours?.outcome === (recorded.reason === 'SchedulingGated' ? 'gated' : 'unschedulable'))
    return mark('sentence', comparable(ours?.message) === comparable(recorded.message)) && decided
  }
  const decided = mark('decision', ours?.outcome === (recorded.node === undefined ? 'waits-for-provisioning' : 'scheduled'))
  const feasible = mark('feasible', ours?.feasible?.includes(node) ?? false)
  if (ours?.feasible?.length === 1) return decided && feasible
  return mark('candidate', ours?.candidates?.includes(node) ?? false) && decided && feasible
}
