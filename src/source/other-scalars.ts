import { pathOf } from './locate.ts'
import type { SourceProblem } from './problem.ts'
import { resolveScalar } from './resolve.ts'
import { nodeWords, type Positions } from './tape.ts'

const most = 20

/** Keys of a document that are read as other texts than they are written: `on`, `0755`, `1.0`. */
export function keysReadOtherwise(positions: Positions, text: string): readonly SourceProblem[] {
  const found: SourceProblem[] = []
  for (const [node, name] of positions.names) {
    if (found.length === most) break
    const start = positions.words[node * nodeWords + 2]!
    const end = positions.words[node * nodeWords + 3]!
    const written = text.slice(start, end)
    // quotes, anchors and tags say what they are
    if (written === name || /^["'&!*]/.test(written) || typeof resolveScalar(written) === 'string') continue
    found.push({
      code: 'syntax',
      slip: 'scalar',
      message: `The key ${written} is read as ${JSON.stringify(name)}: without quotes it is no text to YAML 1.1, which kubectl reads.`,
      help: `Put it in quotes: "${written}".`,
      mend: { from: written, to: `"${written}"`, safe: false },
      start,
      end,
      path: pathOf(positions, text, node),
      fatal: false,
    })
  }
  return found
}

/** Numbers of a document that a leading zero makes octal, by the nodes of their values. */
export function octalNumbers(positions: Positions, text: string, nodes: readonly number[]): readonly SourceProblem[] {
  return nodes
    .filter(node => node < positions.words.length / nodeWords)
    .slice(0, most)
    .flatMap(node => {
      const start = positions.words[node * nodeWords]!
      const end = positions.words[node * nodeWords + 1]!
      const written = text.slice(start, end)
      const value = resolveScalar(written)
      if (typeof value !== 'number' || !/^0[0-7]+$/.test(written)) return []
      const plain = written.replace(/^0+(?=.)/, '')
      return [
        {
          code: 'syntax',
          slip: 'scalar',
          message: `The number ${written} is read as ${value}: a leading zero makes it octal to YAML 1.1, which kubectl reads.`,
          help: `Write ${value}, or ${plain} if that is meant.`,
          start,
          end,
          path: pathOf(positions, text, node),
          fatal: false,
        } as const,
      ]
    })
}
