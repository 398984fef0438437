import type { Disagreement, Judgement } from './recording.ts'

/** What many comparisons add up to. */
export class Tally {
  recordings = 0
  readonly marks = new Map<string, [agreeing: number, of: number]>()
  readonly missing = new Map<string, { count: number; readonly first: Disagreement & { readonly id: string } }>()

  add(id: string, { marks, disagreements }: Judgement): void {
    this.recordings++
    for (const [name, [agreeing, of]] of Object.entries(marks)) {
      const [yes, all] = this.marks.get(name) ?? [0, 0]
      this.marks.set(name, [yes + agreeing, all + of])
    }
    for (const shape of new Set(disagreements.map(disagreement => disagreement.shape))) {
      const known = this.missing.get(shape)
      if (known !== undefined) known.count++
      else this.missing.set(shape, { count: 1, first: { id, ...disagreements.find(d => d.shape === shape)! } })
    }
  }
}

/** `99.96 %`: never rounded up to a whole that it is not. */
export function share(agreeing: number, of: number): string {
  return of === 0 ? '-' : `${(Math.floor((agreeing / of) * 10_000) / 100).toFixed(2)} %`
}

/** The marks as lines of a Markdown table. */
export function tableRows(title: string, tally: Tally): readonly string[] {
  return [...tally.marks]
    .sort(byName)
    .map(([name, [agreeing, of]]) => `| ${title} | ${name} | ${share(agreeing, of)} | ${agreeing} of ${of} |`)
}

/** The marks as lines for a terminal. */
export function markLines(tally: Tally): readonly string[] {
  return [...tally.marks]
    .sort(byName)
    .map(([name, [agreeing, of]]) => `  ${name.padEnd(20)} ${share(agreeing, of).padStart(9)}   ${agreeing} of ${of}`)
}

/** What is not agreed upon, the shape that decides most recordings first. */
export function missingLines(tally: Tally, limit: number): readonly string[] {
  const shapes = [...tally.missing].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
  const lines = shapes
    .slice(0, limit)
    .flatMap(([shape, { count, first }]) => [
      `${String(count).padStart(6)}  ${shape}`,
      `        ${first.id}: ${clip(first.recorded)}`,
      `        ours: ${clip(first.ours)}`,
    ])
  return shapes.length > limit ? [...lines, `        and ${shapes.length - limit} more`] : lines
}

function clip(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
