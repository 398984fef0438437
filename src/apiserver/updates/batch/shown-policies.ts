import { memberOf } from '../../validation/value-check.ts'

/** A policy for failed pods as an error shows it: by the names of its Go fields. */
export function shownFailurePolicy(policy: unknown): unknown {
  if (policy === undefined || policy === null) return null
  return {
    Rules: shownList(memberOf(policy, 'rules'), rule => ({
      Action: memberOf(rule, 'action') ?? '',
      OnExitCodes: shownExitCodes(memberOf(rule, 'onExitCodes')),
      OnPodConditions: shownList(memberOf(rule, 'onPodConditions'), condition => ({
        Type: memberOf(condition, 'type') ?? '',
        Status: memberOf(condition, 'status') ?? '',
      })),
    })),
  }
}

/** A policy for success likewise. */
export function shownSuccessPolicy(policy: unknown): unknown {
  if (policy === undefined || policy === null) return null
  return {
    Rules: shownList(memberOf(policy, 'rules'), rule => ({
      SucceededIndexes: memberOf(rule, 'succeededIndexes') ?? null,
      SucceededCount: memberOf(rule, 'succeededCount') ?? null,
    })),
  }
}

function shownExitCodes(codes: unknown): unknown {
  if (codes === undefined || codes === null) return null
  return {
    ContainerName: memberOf(codes, 'containerName') ?? null,
    Operator: memberOf(codes, 'operator') ?? '',
    Values: memberOf(codes, 'values') ?? null,
  }
}

function shownList(list: unknown, shown: (item: unknown) => unknown): unknown {
  return Array.isArray(list) ? list.map(shown) : null
}
