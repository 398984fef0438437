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
    if (candidate === word) continue
    const other = candidate.toLowerCase()
    if (other === lower) return { candidate, edits: 0 }
    const allowed = Math.min(bound, Math.floor(Math.max(word.length, candidate.length) / 3))
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

/** Insertions, deletions, replacements and exchanges of neighbours; more than `bound` where there are more. */
function editDistance(a: string, b: string, bound: number): number {
  if (bound < 1 || Math.abs(a.length - b.length) > bound) return bound + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, beforeLast[j - 2]! + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
