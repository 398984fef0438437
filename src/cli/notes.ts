import { commands } from '../config/flag.ts'
import { nearestName } from '../k8s/nearest.ts'
import type { Input, Unchecked } from '../load/input.ts'
import { escapeForTerminal } from '../report/escape.ts'

/** What was read but not judged. */
export interface SkippedFile {
  readonly file: string
  readonly reason: 'foreign' | 'unknown-kind'
  readonly detail?: string
}

/** One line for each chart, and for each file that was named and holds no manifest; other files found in directories are skipped in silence. */
export function foreignNotes(skipped: readonly SkippedFile[], inputs: readonly Input[]): readonly string[] {
  const named = new Set(inputs.flatMap(input => (input.named === true ? [input.path] : [])))
  return skipped
    .filter(({ file, reason, detail }) => reason === 'foreign' && (named.has(file) || detail?.startsWith('Helm chart, ') === true))
    .map(({ file, detail }) => `note: ${escapeForTerminal(`${file}: not checked: ${detail ?? 'no manifest'}`)}`)
}

/** Hints for names that were probably meant as something else. */
export function hintsFor(unchecked: readonly Unchecked[]): readonly string[] {
  return unchecked.flatMap(({ file, message }) => {
    const command = message.startsWith('no such') && /^[a-z-]+$/.test(file) ? nearestName(file, commands) : undefined
    return command === undefined ? [] : [`note: ${escapeForTerminal(file)} is no file; did you mean the command ${command}?`]
  })
}
