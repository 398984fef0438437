const longestCompared = 80

/** What was surely meant by a misspelt word: equal but for letter case, else the fewest edits away, at most a third of the longer one's letters and two. */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  return closest(word, candidates, 2)?.candidate
}

/** As `nearestName`, with the number of edits: 0 where only letter case differs. */
export function closest(
  word: string,
  candidates: Iterable<string>,
  mostEdits: number
): { readonly candidate: string; readonly edits: number } | undefined {
  if (word.length > longestCompared) return undefined
  const lower = word.toLowerCase()
  let bound = mostEdits
  let found: { candidate: string; edits: number } | undefined
  for (const candidate of candidates) {
    const difference = Math.abs(candidate.length - word.length)
    if (difference > mostEdits || candidate === word) continue
    const allowed = Math.min(bound, Math.floor(Math.max(word.length, candidate.length) / 3))
    if (difference > allowed) continue
    const other = candidate.toLowerCase()
    if (other === lower) return { candidate, edits: 0 }
    const edits = editDistance(lower, other, allowed)
    if (edits > allowed) continue
    found = { candidate, edits }
    bound = edits - 1
  }
  return found
}

/** Whether two words differ in letter case alone, or by one edit. */
export function isNearly(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  return x === y || (a.length <= longestCompared && editDistance(x, y, 1) <= 1)
}

/** The rows of the table of distances, used again and again. */
const rows: [number[], number[], number[]] = [[], [], []]

/** Insertions, deletions, replacements and exchanges of neighbours; more than `bound` where there are more. */
function editDistance(a: string, b: string, bound: number): number {
  if (bound < 1 || Math.abs(a.length - b.length) > bound) return bound + 1
  let beforeLast = rows[0]
  let last = rows[1]
  let row = rows[2]
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    // further from the diagonal there is no distance within the bound
    const from = Math.max(1, i - bound)
    const to = Math.min(b.length, i + bound)
    const c = a.charCodeAt(i - 1)
    row[from - 1] = from === 1 ? i : bound + 1
    let least = row[from - 1]!
    for (let j = from; j <= to; j++) {
      const d = b.charCodeAt(j - 1)
      let edits = last[j - 1]! + (c === d ? 0 : 1)
      if (j < i + bound && last[j]! + 1 < edits) edits = last[j]! + 1
      if (row[j - 1]! + 1 < edits) edits = row[j - 1]! + 1
      if (i > 1 && j > 1 && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === d && beforeLast[j - 2]! + 1 < edits)
        edits = beforeLast[j - 2]! + 1
      row[j] = edits
      if (edits < least) least = edits
    }
    if (least > bound) return bound + 1
    const spare = beforeLast
    beforeLast = last
    last = row
    row = spare
  }
  return last[b.length]!
}
