const longestCompared = 80

/** What was probably meant by `word`: equal but for letter case, or the fewest edits away, at most a third of its letters and two in all. */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestCompared) return undefined
  const lower = word.toLowerCase()
  let bound = Math.min(2, Math.floor(word.length / 3))
  let nearest: string | undefined
  for (const candidate of candidates) {
    if (candidate.toLowerCase() === lower) {
      if (candidate !== word) return candidate
      continue
    }
    const distance = editDistance(lower, candidate.toLowerCase(), bound)
    if (distance > bound || (nearest !== undefined && distance === bound)) continue
    nearest = candidate
    bound = distance
  }
  return nearest
}

/** Whether two words differ in letter case alone, or by one edit. */
export function isNearly(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  return x === y || (a.length <= longestCompared && editDistance(x, y, 1) <= 1)
}

/** Insertions, deletions, replacements and exchanges of neighbours; more than `bound` where there are more. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, beforeLast[j - 2]! + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
