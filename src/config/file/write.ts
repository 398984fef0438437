import { isObject } from '../option-reader.ts'

/** The text of a configuration file: YAML, each key on lines of its own. */
export function configText(values: Readonly<Record<string, unknown>>, schema: string): string {
  const head = [`# yaml-language-server: $schema=${schema}`, '# `seatrial --print-config` shows all that holds.']
  return `${[...head, ...Object.entries(values).flatMap(([key, value]) => lines(key, value))].join('\n')}\n`
}

function lines(key: string, value: unknown): readonly string[] {
  if (!isObject(value)) return [`${key}: ${inline(value)}`]
  const entries = Object.entries(value)
  return entries.length === 0 ? [] : [`${key}:`, ...entries.map(([name, own]) => `  ${inline(name)}: ${inline(own)}`)]
}

/** A text plain where every reader of YAML takes it for a text. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  const isPlain =
    typeof value === 'string' && /^[A-Za-z][A-Za-z0-9./_-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value)
  return isPlain ? value : JSON.stringify(value)
}
