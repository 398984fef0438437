import type { Decision, DecisionResult, Remedy } from '../../simulate/control-plane/index.ts'
import type { NodeVerdict, StatusCode } from '../../simulate/scheduler/index.ts'
import { type FieldPlaceResult, fieldPlaceResult } from './place.ts'

/** What became of one node in one attempt: refused by a plugin, or scored. */
export interface NodeVerdictResult {
  readonly node: string
  readonly plugin?: string
  readonly code?: StatusCode
  readonly reasons: readonly string[]
  readonly needed?: string
  readonly free?: string
  /** The field of the pod that decides. */
  readonly at?: FieldPlaceResult
  /** Weighted scores by plugin. */
  readonly scores?: Readonly<Record<string, number>>
  readonly total?: number
}

/** A single change that makes a pod fit. */
export interface RemedyResult extends FieldPlaceResult {
  readonly change: Remedy['change']
  readonly sentence: string
  /** The new value of the field; null: it is to go. */
  readonly to: unknown
}

/** One attempt of the scheduler at one pod. */
export interface AttemptResult {
  readonly pod: { readonly namespace: string; readonly name: string }
  /** The top-level object that the manifest declares. */
  readonly owner: { readonly kind: string; readonly namespace: string; readonly name: string }
  /** 1 for the first decision. */
  readonly attempt: number
  readonly outcome: DecisionResult
  /** Names of the nodes that pass every filter. */
  readonly feasible: readonly string[]
  /** Of these, the nodes with the highest total score. */
  readonly candidates: readonly string[]
  /** The node that the simulation goes on with. */
  readonly node?: string
  /** With placements: is the given outcome possible. */
  readonly agrees?: boolean
  readonly reason?: string
  readonly message?: string
  readonly nominatedNode?: string
  /** Pods that would be evicted, as `namespace/name`. */
  readonly victims?: readonly string[]
  /** For `unknown`: what the input lacks. */
  readonly missing?: readonly string[]
  readonly remedies?: readonly RemedyResult[]
  readonly nodes?: readonly NodeVerdictResult[]
  /** How many identical consecutive decisions this one stands for. */
  readonly count?: number
}

/** One decision, its keys in the order of the contract. */
export function attemptResult(decision: Decision): AttemptResult {
  const { pod, owner, attempt, outcome, feasible, candidates, node, agrees, reason, message } = decision
  const { nominatedNode, victims, missing, remedies, nodes, count } = decision
  return {
    pod: { namespace: pod.namespace, name: pod.name },
    owner: { kind: owner.kind, namespace: owner.namespace, name: owner.name },
    attempt,
    outcome,
    feasible,
    candidates,
    ...(node !== undefined && { node }),
    ...(agrees !== undefined && { agrees }),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(nominatedNode !== undefined && { nominatedNode }),
    ...(victims !== undefined && { victims }),
    ...(missing !== undefined && { missing }),
    ...(remedies !== undefined && { remedies: remedies.map(remedyResult) }),
    ...(nodes !== undefined && { nodes: nodes.map(nodeVerdictResult) }),
    ...(count !== undefined && { count }),
  }
}

function remedyResult({ change, sentence, at, to }: Remedy): RemedyResult {
  return { change, sentence, ...fieldPlaceResult(at), to }
}

function nodeVerdictResult({ node, plugin, code, reasons, scores, total }: NodeVerdict): NodeVerdictResult {
  const first = reasons[0]
  const measured = reasons.find(reason => reason.needed !== undefined)
  return {
    node,
    ...(plugin !== undefined && { plugin }),
    ...(code !== undefined && { code }),
    reasons: reasons.map(reason => reason.text),
    ...(measured?.needed !== undefined && { needed: measured.needed }),
    ...(measured?.free !== undefined && { free: measured.free }),
    ...(first !== undefined && { at: fieldPlaceResult((measured ?? first).at) }),
    ...(scores !== undefined && { scores }),
    ...(total !== undefined && { total }),
  }
}
