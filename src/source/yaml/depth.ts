import { fail } from './fail.ts'
import { lineEndOf } from './lines.ts'
import type { YamlState } from './state.ts'

/** The deepest nesting that the reader follows whatever the limits say: it is within every stack. */
const deepest = 1000

/** Goes one level down, to the collection that begins at `pos`; returns the new depth. */
export function enter(state: YamlState): number {
  const { pos, limits } = state
  const limit = Math.min(limits.depth, deepest)
  if (++state.depth > limit) {
    fail(state, {
      code: 'limit',
      message: `Mappings and sequences are nested more than ${limit} levels deep.`,
      help: 'Write the value with fewer levels.',
      start: pos,
      end: Math.max(Math.min(lineEndOf(state, pos), pos + 1), pos),
    })
  }
  return state.depth
}

export function leave(state: YamlState): void {
  state.depth--
}
