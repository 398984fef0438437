import { lineEndOf, startLine } from './lines.ts'
import type { YamlState } from './state.ts'

/** What stands behind the document and before its end is lost without a word; says so. */
export function dropRest(state: YamlState): void {
  const { text, end } = state
  if (state.pos >= end) return
  const at = state.pos
  const marker = state.column === -1
  let first = at
  if (marker) {
    let p = at
    for (;;) {
      if (text.startsWith('...', p) || text.startsWith('---', p)) startLine(state, lineEndOf(state, p) + 1)
      else break
      if (state.pos >= end) return
      p = state.pos
    }
    first = state.pos
  }
  state.problems.push({
    code: 'dropped-content',
    message: marker
      ? `Everything after \`${text.slice(at, at + 3)}\` is dropped by kubectl without a word.`
      : 'Everything from here to the next `---` is dropped by kubectl without a word, because the value before it is complete.',
    help: marker ? 'Separate documents by a line `---`.' : 'Indent it like what stands above it, or separate the documents by a line `---`.',
    start: first,
    end: lineEndOf(state, first),
    fatal: false,
  })
}
