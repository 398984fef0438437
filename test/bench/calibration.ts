// A fixed workload that tells how fast this machine is: a small reader of indented text. It never changes, so that figures of
// different machines and years can be scaled by it.

/** What the workload takes on the reference machine, in milliseconds. */
export const referenceMilliseconds: number = 17

const lines = 60_000
const repeats = 8

/** The shortest of several runs, in milliseconds. */
export function calibrate(): number {
  const text = makeText()
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < repeats; run++) {
    const start = process.hrtime.bigint()
    if (readText(text) !== lines) throw new Error('the workload is broken')
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6)
  }
  return best
}

function makeText(): string {
  const parts: string[] = []
  let state = 2463534242
  for (let line = 0; line < lines; line++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const depth = line % 7
    parts.push(`${'  '.repeat(depth)}key-${(state >>> 0) % 97}: ${depth === 6 ? 'plain text here' : `"value ${(state >>> 0) % 1009}"`}`)
  }
  return parts.join('\n')
}

function readText(text: string): number {
  const stack: Record<string, unknown>[] = [{}]
  let position = 0
  let count = 0
  while (position < text.length) {
    let indent = 0
    while (text.charCodeAt(position) === 32) {
      position++
      indent++
    }
    let end = position
    let colon = -1
    for (let code = text.charCodeAt(end); end < text.length && code !== 10; code = text.charCodeAt(++end)) {
      if (colon < 0 && code === 58 && text.charCodeAt(end + 1) === 32) colon = end
    }
    const quoted = text.charCodeAt(colon + 2) === 34
    const value = { value: quoted ? text.slice(colon + 3, end - 1) : text.slice(colon + 2, end), start: colon + 2, end }
    const depth = indent >> 1
    stack.length = depth + 1
    const parent = stack[depth] ?? stack[0]!
    parent[text.slice(position, colon)] = value
    stack[depth + 1] = value
    position = end + 1
    count++
  }
  return count
}
