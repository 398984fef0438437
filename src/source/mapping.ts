/** Makes an object whose prototype has no members, so that `__proto__` and `constructor` are keys like any other. */
export const Mapping = function Mapping() {} as unknown as new () => Record<string | symbol, unknown>
Mapping.prototype = Object.freeze(Object.create(null))

/** Whether a value of a document is a mapping. */
export function isMapping(value: unknown): value is Record<string | symbol, unknown> {
  return value instanceof Mapping
}
