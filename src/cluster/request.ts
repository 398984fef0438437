import type { Verdict } from '../apiserver/answer.ts'
import type { Resource } from './resource.ts'

/** One object sent to the server, and what it answers. */
export interface Request {
  readonly resource: Resource
  readonly operation: 'create' | 'update'
  readonly verdict: Verdict
  /** What the server says to changing the object that another file defines into this one; absent where none does. */
  readonly asUpdate?: Verdict
}

/** Whether the server would take it. */
export function accepted(request: Request): boolean {
  return request.verdict.objections.length === 0
}
