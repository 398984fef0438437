/** Lines that two texts share: from `a` and from `b`, so many. */
interface Match {
  readonly a: number
  readonly b: number
  readonly size: number
}

/** What becomes of a range of lines; equal where both texts have them. */
interface Range {
  readonly equal: boolean
  readonly a: readonly [from: number, to: number]
  readonly b: readonly [from: number, to: number]
}

const context = 3
/** From so many lines on, frequent ones are no landmarks. */
const fewestOfPopular = 200

/** The differences of two lists of lines, three lines of context around each. Mirrors go-difflib difflib GetUnifiedDiffString, v1.0.1. */
export function lineDiff(a: readonly string[], b: readonly string[]): string {
  return groupsOf(rangesOf(matchesOf(a, b), a.length, b.length))
    .map(group => {
      const first = group[0]!
      const last = group.at(-1)!
      const lines = group.flatMap(range => {
        const [before, after] = [a.slice(...range.a), b.slice(...range.b)]
        return range.equal ? before.map(line => ` ${line}\n`) : [...before.map(line => `-${line}\n`), ...after.map(line => `+${line}\n`)]
      })
      return `@@ -${span(first.a[0], last.a[1])} +${span(first.b[0], last.b[1])} @@\n${lines.join('')}`
    })
    .join('')
}

function span(from: number, to: number): string {
  const length = to - from
  return length === 1 ? String(from + 1) : `${length === 0 ? from : from + 1},${length}`
}

/** The lines that both have, in order; the longest run first, then what is left on both sides of it. */
function matchesOf(a: readonly string[], b: readonly string[]): readonly Match[] {
  const places = landmarks(b)
  const found: Match[] = []
  const waiting: (readonly [number, number, number, number])[] = [[0, a.length, 0, b.length]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [aFrom, aTo, bFrom, bTo] = next
    const match = longestMatch(a, b, places, next)
    if (match.size === 0) continue
    found.push(match)
    const [aEnd, bEnd] = [match.a + match.size, match.b + match.size]
    if (aFrom < match.a && bFrom < match.b) waiting.push([aFrom, match.a, bFrom, match.b])
    if (aEnd < aTo && bEnd < bTo) waiting.push([aEnd, aTo, bEnd, bTo])
  }
  return joined(found.sort((one, other) => one.a - other.a))
}

/** Where each line of a text stands, without those that stand everywhere. */
function landmarks(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    const known = places.get(line)
    if (known === undefined) places.set(line, [index])
    else known.push(index)
  }
  if (lines.length >= fewestOfPopular)
    for (const [line, at] of places) if (at.length > Math.trunc(lines.length / 100) + 1) places.delete(line)
  return places
}

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  [aFrom, aTo, bFrom, bTo]: readonly [number, number, number, number]
): Match {
  let best: Match = { a: aFrom, b: bFrom, size: 0 }
  let lengths = new Map<number, number>()
  for (let i = aFrom; i < aTo; i++) {
    const next = new Map<number, number>()
    for (const j of places.get(a[i]!) ?? []) {
      if (j < bFrom) continue
      if (j >= bTo) break
      const size = (lengths.get(j - 1) ?? 0) + 1
      next.set(j, size)
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size }
    }
    lengths = next
  }
  let { a: aBest, b: bBest, size } = best
  for (; aBest > aFrom && bBest > bFrom && a[aBest - 1] === b[bBest - 1]; aBest--, bBest--) size++
  while (aBest + size < aTo && bBest + size < bTo && a[aBest + size] === b[bBest + size]) size++
  return { a: aBest, b: bBest, size }
}

function joined(matches: readonly Match[]): readonly Match[] {
  const whole: Match[] = []
  for (const match of matches) {
    const last = whole.at(-1)
    if (last !== undefined && last.a + last.size === match.a && last.b + last.size === match.b)
      whole[whole.length - 1] = { ...last, size: last.size + match.size }
    else whole.push(match)
  }
  return whole
}

function rangesOf(matches: readonly Match[], aLength: number, bLength: number): Range[] {
  const ranges: Range[] = []
  let [i, j] = [0, 0]
  for (const { a, b, size } of [...matches, { a: aLength, b: bLength, size: 0 }]) {
    if (i < a || j < b) ranges.push({ equal: false, a: [i, a], b: [j, b] })
    if (size > 0) ranges.push({ equal: true, a: [a, a + size], b: [b, b + size] })
    i = a + size
    j = b + size
  }
  return ranges
}

/** The ranges with a few equal lines around each change, a group where more than twice as many part it from the next. */
function groupsOf(ranges: readonly Range[]): readonly (readonly Range[])[] {
  const groups: Range[][] = [[]]
  for (const [index, range] of ranges.entries()) {
    const { equal, a, b } = range
    const isFirst = index === 0
    const isLast = index === ranges.length - 1
    const from = (by: number): Range => ({ equal, a: [Math.max(a[0], a[1] - by), a[1]], b: [Math.max(b[0], b[1] - by), b[1]] })
    const upTo = (by: number): Range => ({ equal, a: [a[0], Math.min(a[1], a[0] + by)], b: [b[0], Math.min(b[1], b[0] + by)] })
    if (!equal) groups.at(-1)!.push(range)
    else if (isFirst) groups.at(-1)!.push(from(context))
    else if (isLast) groups.at(-1)!.push(upTo(context))
    else if (a[1] - a[0] > 2 * context) {
      groups.at(-1)!.push(upTo(context))
      groups.push([from(context)])
    } else groups.at(-1)!.push(range)
  }
  return groups.filter(group => group.some(({ equal }) => !equal))
}
