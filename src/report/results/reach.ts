import type { ReachOutcome } from '../../outcome.ts'
import type { Answer, ConnectionChange, Exposure, ListedConnection, ListedPeer, Reason } from '../../simulate/network/index.ts'
import { fieldPlaceResult } from './place.ts'

/** One end of connections. */
export interface ReachPeerResult {
  readonly id: string
  readonly type: 'workload' | 'ip' | 'ingress-controller'
  readonly namespace?: string
  readonly name?: string
  readonly kind?: string
  /** Where a number in the text says how many pods there are. */
  readonly replicas?: number
  readonly hostNetwork?: boolean
}

/** What one may send to another: `allow` whatever is left open, `depends` only under some of it. */
export interface ReachConnectionResult {
  readonly src: string
  readonly dst: string
  readonly allow?: string
  readonly depends?: string
  /** What `depends` depends on. */
  readonly on?: readonly Reason[]
}

/** A policy of a kind that is not evaluated, and the workloads that it may select. */
export interface UnevaluatedResult {
  readonly resource: { readonly apiVersion: string; readonly kind: string; readonly namespace: string | null; readonly name: string | null }
  readonly affects: readonly string[]
}

/** What pods that the input does not hold may exchange with a workload. */
export interface ExposureResult {
  readonly workload: string
  readonly direction: 'egress' | 'ingress'
  readonly protected: boolean
  readonly peers: readonly { readonly peer: string; readonly allow?: string; readonly depends?: string; readonly on?: readonly Reason[] }[]
}

/** A policy that decides a question. */
export interface ReachStepResult {
  readonly direction: 'egress' | 'ingress'
  readonly tier: 'Admin' | 'NetworkPolicy' | 'Baseline'
  readonly policy: string
  /** Absent where a policy isolates and none of its rules allows. */
  readonly rule?: number
  readonly action: 'Allow' | 'Deny' | 'Pass'
  readonly file: string
  readonly line: number
  readonly column: number
}

type DecisionResult = 'allow' | 'deny' | 'depends'

/** The answer to one question. */
export interface ReachAnswerResult {
  readonly id: unknown
  readonly verdict: DecisionResult
  readonly egress: DecisionResult
  readonly ingress: DecisionResult
  readonly loopback: boolean
  readonly on: readonly Reason[]
  readonly why: readonly ReachStepResult[]
}

/** A connection that differs from the old state. */
export interface ReachChangeResult {
  readonly type: 'added' | 'removed' | 'changed'
  readonly src: string
  readonly dst: string
  readonly old?: string
  readonly new?: string
}

/** A question that had to be answered in one way. */
export interface ReachAssertionResult {
  readonly id: unknown
  readonly expect: DecisionResult
  readonly verdict: DecisionResult
  readonly holds: boolean
}

/** The result of `reach`. */
export interface ReachResult {
  readonly format: 'seatrial/reach/1'
  readonly cni: 'generic' | 'calico' | 'cilium' | 'flannel' | 'none'
  readonly assume: {
    readonly 'ip-block-selects-pods': 'yes' | 'no' | 'unknown'
    readonly 'host-network-pods': 'pod' | 'node' | 'unknown'
  }
  readonly peers: readonly ReachPeerResult[]
  readonly connections: readonly ReachConnectionResult[]
  readonly unevaluated: readonly UnevaluatedResult[]
  readonly exposure: readonly ExposureResult[]
  readonly answers: readonly ReachAnswerResult[]
  readonly changes: readonly ReachChangeResult[]
  readonly assertions: readonly ReachAssertionResult[]
}

/** Who can talk to whom, as JSON and the library give it. */
export function reachResult({ reach, changes = [], assertions = [] }: ReachOutcome): ReachResult {
  const { profile, connections, unevaluated, exposure, answers } = reach
  return {
    format: 'seatrial/reach/1',
    cni: profile.plugin,
    assume: {
      'ip-block-selects-pods': profile.assumptions.ipBlockSelectsPods,
      'host-network-pods': profile.assumptions.hostNetworkPods,
    },
    peers: peerResults(reach),
    connections: connections.map(connectionResult),
    unevaluated: unevaluated.map(({ resource, affects }) => {
      const { type, namespace, name } = resource
      return { resource: { apiVersion: type.apiVersion, kind: type.kind, namespace, name }, affects }
    }),
    exposure: exposure.map(exposureResult),
    answers: answers.flatMap(answer => ('end' in answer ? [] : [answerResult(answer)])),
    changes: changes.map(changeResult),
    assertions,
  }
}

function peerResults({ workloads, connections }: ReachOutcome['reach']): readonly ReachPeerResult[] {
  const others = new Map<string, ListedPeer>()
  for (const { src, dst } of connections) for (const peer of [src, dst]) if (!('workload' in peer)) others.set(peer.id, peer)
  return [
    ...workloads.map(({ id, namespace, name, kind, replicas, hostNetwork }) => {
      return { id, type: 'workload' as const, namespace, name, kind, ...(replicas !== undefined && { replicas }), hostNetwork }
    }),
    ...[...others.values()].map(peer => ({ id: peer.id, type: 'range' in peer ? ('ip' as const) : ('ingress-controller' as const) })),
  ]
}

function connectionResult({ src, dst, words }: ListedConnection): ReachConnectionResult {
  return { src: src.id, dst: dst.id, ...wordsResult(words) }
}

function wordsResult({ allow, depends, on }: ListedConnection['words']) {
  return { ...(allow !== undefined && { allow }), ...(depends !== undefined && { depends, on }) }
}

function exposureResult({ workload, direction, protected: isProtected, peers }: Exposure): ExposureResult {
  return {
    workload,
    direction,
    protected: isProtected,
    peers: peers.map(({ peer, ...words }) => ({ peer, ...wordsResult(words) })),
  }
}

function answerResult({ id, verdict, egress, ingress, loopback, on, why }: Answer): ReachAnswerResult {
  return {
    id,
    verdict,
    egress,
    ingress,
    loopback,
    on,
    why: why.map(({ direction, tier, policy, rule, action, at }) => {
      const { file, line, column } = fieldPlaceResult(at)
      return { direction, tier, policy, ...(rule !== undefined && { rule }), action, file, line, column }
    }),
  }
}

function changeResult(change: ConnectionChange): ReachChangeResult {
  const { type, src, dst, old, new: now } = change
  return { type, src, dst, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) }
}
