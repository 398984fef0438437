import type { Paint } from './colors.ts'
import { escapeForTerminal } from './escape.ts'
import { boundedText, pathText, resourceTitle } from './message-text.ts'
import type { ServerResult } from './results/server.ts'
import { tableLines } from './table.ts'

/** What the API server answers to each object, a line for each. */
export function serverTable(answers: readonly ServerResult[], width: number, paint: Paint): readonly string[] {
  if (answers.length === 0) return []
  const rows = answers.map(({ resource, file, line, code, reason, operation, warnings, message }) => {
    const place = `${pathText(file)}:${line}`
    const said = [...(message === undefined ? [] : [message]), ...warnings.map(warning => `Warning: ${warning}`)].join(' ')
    return [
      `${code} ${reason ?? (operation === 'create' ? 'Created' : 'Configured')}`,
      resourceTitle(resource),
      place,
      escapeForTerminal(boundedText(said)),
    ]
  })
  return tableLines(['ANSWER', 'OBJECT', 'WHERE', 'WORDS'], rows, width, paint)
}
