/** Keys and indexes from the root of an object to one of its fields. */
export type FieldPath = readonly (string | number)[]

/** The path as kube-apiserver writes the path of a struct field: `spec.containers[0].name`. */
export function formatFieldPath(path: FieldPath): string {
  let text = ''
  for (const step of path) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`
  return text
}

/** The value at `path` of a plain value, or undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  let current = value
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined
    current = (current as Readonly<Record<string | number, unknown>>)[step]
  }
  return current
}
