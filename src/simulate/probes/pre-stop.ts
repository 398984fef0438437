import type { Handler } from './probed-container.ts'

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
])

/** How long a preStop hook takes at least, in seconds, as far as it is written: a sleep. */
export function leastSecondsOf({ sleep, exec }: Handler): number {
  if (sleep !== undefined) return sleep.seconds ?? 0
  const command = exec?.command ?? []
  const shell = /(^|\/)(sh|bash|ash|dash)$/.test(command[0] ?? '') && command[1]?.startsWith('-') && command[1].endsWith('c')
  const script = shell ? (command[2] ?? '') : command.join(' ')
  let seconds = 0
  for (const statement of script.split(/;|&&|\n/)) {
    const match = /^\s*(?:\/(?:usr\/)?bin\/)?sleep\s+(\d{1,7})([smh]?)\s*$/.exec(statement)
    if (match !== null) seconds += Number(match[1]) * (units.get(match[2] ?? '') ?? 1)
  }
  return seconds
}
