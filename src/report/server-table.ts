import type { Paint } from './colors.ts'
import { escapeForTerminal } from './escape.ts'
import { pathText, resourceTitle } from './message-text.ts'
import type { ServerResult } from './results/server.ts'
import { tableLines } from './table.ts'

/** What the API server answers to each object, a line for each; why it refuses one is a finding. */
export function serverTable(answers: readonly ServerResult[], width: number, paint: Paint): readonly string[] {
  if (answers.length === 0) return []
  const rows = answers.map(({ resource, file, line, code, reason, operation }) => [
    `${code} ${escapeForTerminal(reason ?? (operation === 'create' ? 'Created' : 'Configured'))}`,
    resourceTitle(resource),
    `${pathText(file)}:${line}`,
  ])
  return tableLines(['ANSWER', 'OBJECT', 'WHERE'], rows, width, paint)
}
