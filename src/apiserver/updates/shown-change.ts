import { escapeHtml } from '../../k8s/go-json.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { TypeNode } from '../../schema/table.ts'
import { isStruct } from '../defaults/fill.ts'
import { restoredPlaceholders } from '../validation/field-errors.ts'
import { internalValue } from './internal-value.ts'
import { lineDiff } from './line-diff.ts'

/** Before, the difference was told in Go's syntax. */
const jsonSince = 34
/** Beyond so many lines nobody reads it. */
const mostLines = 4000

/** The end of an error that tells how a part differs from what it was, `written` being what was sent of it; empty for versions that tell it otherwise. Mirrors apimachinery pkg/util/diff/diff.go Diff, v1.36. */
export function shownChange(
  struct: string,
  type: TypeNode | undefined,
  before: unknown,
  now: unknown,
  written: unknown,
  version: KubernetesVersion
): string {
  if (type === undefined || version.minor < jsonSince) return ''
  const linesOf = (value: unknown): readonly string[] =>
    restoredPlaceholders(escapeHtml(JSON.stringify(internalValue(struct, value, type, version), null, 1))).split('\n')
  const [old, updated] = [linesOf(before), linesOf(withWrittenEmpties(now, written))]
  return old.length > mostLines || updated.length > mostLines ? '' : `\n${lineDiff(old, updated)}`
}

/** A part of an object as errors show it that hold the server's own struct; as it is for versions that show it in Go's syntax. */
export function shownStruct(struct: string, type: TypeNode | undefined, value: unknown, version: KubernetesVersion): unknown {
  return type === undefined || version.minor < jsonSince ? value : internalValue(struct, value, type, version)
}

/** A part with the empty lists and maps that were sent, which only the form that is stored leaves out. */
function withWrittenEmpties(form: unknown, written: unknown): unknown {
  if (Array.isArray(form) && Array.isArray(written)) return form.map((item, index) => withWrittenEmpties(item, written[index]))
  if (!isStruct(form) || !isStruct(written)) return form
  const whole: Record<string, unknown> = { ...form }
  for (const [name, value] of Object.entries(written)) {
    if (Object.hasOwn(form, name) && form[name] !== null) whole[name] = withWrittenEmpties(form[name], value)
    else if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) whole[name] = value
  }
  return whole
}
