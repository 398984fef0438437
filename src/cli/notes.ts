import { commands } from '../config/flags.ts'
import { nearestName } from '../lint/nearest-name.ts'
import type { Input, Unchecked } from '../load/input.ts'
import { counted } from '../report/counts.ts'
import { escapeForTerminal } from '../report/escape.ts'

/** What was read but not judged. */
export interface SkippedFile {
  readonly file: string
  readonly reason: 'foreign' | 'unknown-kind'
  readonly detail?: string
  readonly resource?: { readonly apiVersion: string; readonly kind: string }
}

/** One line for each file that was named and then not judged; files found in directories are skipped in silence. */
export function skippedNotes(skipped: readonly SkippedFile[], inputs: readonly Input[]): readonly string[] {
  const named = new Set(inputs.flatMap(input => (input.named === true ? [input.path] : [])))
  const ofFiles = skipped.filter(({ file }) => named.has(file))
  const foreign = ofFiles
    .filter(({ reason }) => reason === 'foreign')
    .map(({ file, detail }) => `${file}: not checked: ${detail ?? 'no manifest'}`)
  return [...foreign, ...unknownKinds(ofFiles)].map(line => `note: ${escapeForTerminal(line)}`)
}

function unknownKinds(skipped: readonly SkippedFile[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { reason, file, resource } of skipped) {
    if (reason !== 'unknown-kind' || resource === undefined) continue
    const key = `${file}: ${resource.kind} (${resource.apiVersion})`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(
    ([key, count]) => `${key} not checked: no schema knows the kind${count > 1 ? ` of ${counted(count, 'object')}` : ''}`
  )
}

/** Hints for names that were probably meant as something else. */
export function hintsFor(unchecked: readonly Unchecked[]): readonly string[] {
  return unchecked.flatMap(({ file, message }) => {
    const command = message.startsWith('no such') && /^[a-z-]+$/.test(file) ? nearestName(file, commands) : undefined
    return command === undefined ? [] : [`note: ${escapeForTerminal(file)} is no file; did you mean the command ${command}?`]
  })
}
