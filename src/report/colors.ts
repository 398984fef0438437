import type { Severity } from '../lint/diagnostic.ts'

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green'

/** Puts a style on a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
}

/** Styles for a terminal that shows colours, or none. */
export function painter(color: boolean): Paint {
  if (!color) return (_, text) => text
  return (style, text) => (text === '' ? '' : `\x1b[${codes[style][0]}m${text}\x1b[${codes[style][1]}m`)
}

/** The colour of a severity, which its word says too. */
export const severityStyle: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' }
