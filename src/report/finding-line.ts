import type { Diagnostic } from '../lint/diagnostic.ts'
import { type Paint, severityStyle } from './colors.ts'
import { messageLine, pathText } from './message-text.ts'

/** `PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE]`. */
export function findingLine({ span, severity, message, rule }: Diagnostic, paint: Paint): string {
  const { line, column } = span.file.position(span.start)
  const place = paint('bold', `${pathText(span.file.path)}:${line}:${column}:`)
  return `${place} ${paint(severityStyle[severity], `${severity}:`)} ${messageLine(message)} ${paint('dim', `[${rule}]`)}`
}
