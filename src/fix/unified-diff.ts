const context = 3

/** The unified diff from one text to another, with `a/` and `b/` before the path; empty where nothing differs. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const [a, b] = [linesOf(before), linesOf(after)]
  const hunks = hunksOf(changes(a, b))
  const body = hunks.map(hunk => hunkText(hunk, a, b)).join('')
  return `--- a/${path}\n+++ b/${path}\n${body}`
}

/** Each line with its line break. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Lines `[aStart, aEnd)` are replaced by `[bStart, bEnd)`. */
interface Change {
  readonly aStart: number
  readonly aEnd: number
  readonly bStart: number
  readonly bEnd: number
}

/** Longest texts whose lines are compared one with another; of longer ones the differing middle is one change. */
const mostCells = 4_000_000

function changes(a: readonly string[], b: readonly string[]): readonly Change[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [n, m] = [a.length - start - end, b.length - start - end]
  if (n * m > mostCells) return [{ aStart: start, aEnd: a.length - end, bStart: start, bEnd: b.length - end }]
  const lengths = commonLengths(a, b, start, n, m)
  const found: Change[] = []
  let i = 0
  let j = 0
  while (i < n || j < m) {
    if (i < n && j < m && a[start + i] === b[start + j]) {
      i++
      j++
      continue
    }
    const [fromA, fromB] = [i, j]
    while ((i < n || j < m) && !(i < n && j < m && a[start + i] === b[start + j])) {
      if (j >= m || (i < n && lengths[(i + 1) * (m + 1) + j]! >= lengths[i * (m + 1) + j + 1]!)) i++
      else j++
    }
    found.push({ aStart: start + fromA, aEnd: start + i, bStart: start + fromB, bEnd: start + j })
  }
  return found
}

/** Length of the longest common subsequence of what is left from each pair of lines on. */
function commonLengths(a: readonly string[], b: readonly string[], start: number, n: number, m: number): Uint32Array {
  const lengths = new Uint32Array((n + 1) * (m + 1))
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      lengths[i * (m + 1) + j] =
        a[start + i] === b[start + j]
          ? lengths[(i + 1) * (m + 1) + j + 1]! + 1
          : Math.max(lengths[(i + 1) * (m + 1) + j]!, lengths[i * (m + 1) + j + 1]!)
  return lengths
}

/** Changes whose context touches are shown together. */
function hunksOf(all: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = []
  for (const change of all) {
    const last = hunks.at(-1)
    if (last !== undefined && change.aStart - last.at(-1)!.aEnd <= 2 * context) last.push(change)
    else hunks.push([change])
  }
  return hunks
}

function hunkText(hunk: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const [first, last] = [hunk[0]!, hunk.at(-1)!]
  const aFrom = Math.max(0, first.aStart - context)
  const bFrom = first.bStart - (first.aStart - aFrom)
  const aTo = Math.min(a.length, last.aEnd + context)
  const bTo = last.bEnd + (aTo - last.aEnd)
  const lines: string[] = []
  let at = aFrom
  for (const { aStart, aEnd, bStart, bEnd } of hunk) {
    lines.push(...a.slice(at, aStart).map(line => shown(' ', line)))
    lines.push(...a.slice(aStart, aEnd).map(line => shown('-', line)))
    lines.push(...b.slice(bStart, bEnd).map(line => shown('+', line)))
    at = aEnd
  }
  lines.push(...a.slice(at, aTo).map(line => shown(' ', line)))
  return `@@ -${range(aFrom, aTo)} +${range(bFrom, bTo)} @@\n${lines.join('')}`
}

function range(from: number, to: number): string {
  return to - from === 1 ? String(from + 1) : `${to === from ? from : from + 1},${to - from}`
}

function shown(mark: ' ' | '-' | '+', line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`
}
