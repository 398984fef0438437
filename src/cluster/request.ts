import type { Verdict } from '../apiserver/answer.ts'
import type { Resource } from './resource.ts'

/** One object sent to the server, and what it answers. */
export interface Request {
  readonly resource: Resource
  readonly operation: 'create' | 'update'
  readonly verdict: Verdict
}

/** Whether the server would take it. */
export function accepted(request: Request): boolean {
  return request.verdict.objections.length === 0
}
