import { additionalOf, itemsOf, type JsonSchema, propertiesOf } from './json-schema.ts'

const known = new WeakMap<JsonSchema, boolean>()

/** Whether a schema or one of its parts has rules in CEL. */
export function hasRules(schema: JsonSchema): boolean {
  const answer = known.get(schema) ?? find(schema)
  known.set(schema, answer)
  return answer
}

function find(schema: JsonSchema): boolean {
  if ((schema['x-kubernetes-validations']?.length ?? 0) > 0) return true
  const parts = [...propertiesOf(schema).map(([, part]) => part), itemsOf(schema), additionalOf(schema)]
  return parts.some(part => part !== undefined && hasRules(part))
}
