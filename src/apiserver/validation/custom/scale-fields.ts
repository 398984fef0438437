import type { FieldError } from '../../../k8s/field-error.ts'
import { goJson, isInt64 } from '../../../k8s/go-json.ts'
import type { ScalePaths } from '../../../schema/custom/custom-version.ts'
import { isObject, type PlainObject } from '../../../schema/custom/json-schema.ts'

const most = 2 ** 31 - 1

/** What the scale subresource reads. Mirrors apiextensions-apiserver pkg/registry/customresource/validator.go ValidateScaleSpec and ValidateScaleStatus, v1.36. */
export function scaleErrors(object: PlainObject, scale: ScalePaths): readonly FieldError[] {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale
  const errors = [...replicasErrors(object, specReplicasPath), ...replicasErrors(object, statusReplicasPath)]
  return labelSelectorPath === undefined ? errors : [...errors, ...selectorErrors(object, labelSelectorPath)]
}

function replicasErrors(object: PlainObject, path: string): readonly FieldError[] {
  const found = nested(object, path)
  if (found.wrong !== undefined) return [error(path, '0', found.wrong)]
  const { value } = found
  if (value === undefined) return []
  if ((typeof value !== 'number' && typeof value !== 'bigint') || !isInt64(value))
    return [
      error(
        path,
        '0',
        `${path.startsWith('.') ? path : `.${path}`} accessor error: ${goValue(value)} is of the type ${goType(value)}, expected int64`
      ),
    ]
  if (value < 0) return [error(path, String(value), 'should be a non-negative integer')]
  return value > most ? [error(path, String(value), `should be less than or equal to ${most}`)] : []
}

function selectorErrors(object: PlainObject, path: string): readonly FieldError[] {
  const found = nested(object, path)
  if (found.wrong !== undefined) return [error(path, '""', found.wrong)]
  const { value } = found
  if (value === undefined || typeof value === 'string') return []
  return [error(path, '""', `${path} accessor error: ${goValue(value)} is of the type ${goType(value)}, expected string`)]
}

/** Mirrors apimachinery pkg/apis/meta/v1/unstructured/helpers.go NestedFieldNoCopy. */
function nested(object: PlainObject, path: string): { readonly value?: unknown; readonly wrong?: string } {
  let value: unknown = object
  const steps = stepsOf(path)
  for (const [index, step] of steps.entries()) {
    if (value === null) return {}
    if (!isObject(value)) {
      const above = `.${steps.slice(0, index + 1).join('.')}`
      return { wrong: `${above} accessor error: ${goValue(value)} is of the type ${goType(value)}, expected map[string]interface{}` }
    }
    if (!Object.hasOwn(value, step)) return {}
    value = value[step]
  }
  return { value }
}

function stepsOf(path: string): readonly string[] {
  return path.replace(/^\./, '').split('.')
}

function error(path: string, shown: string, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field: path, path: stepsOf(path), message: `Invalid value: ${shown}: ${detail}` }
}

function goValue(value: unknown): string {
  if (value === null) return '<nil>'
  return typeof value === 'string' ? value : goJson(value)
}

function goType(value: unknown): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return '[]interface {}'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
    case 'bigint':
      return isInt64(value) ? 'int64' : 'float64'
    default:
      return 'map[string]interface {}'
  }
}
