/** The fields of JSONSchemaProps in the order of the Go struct: by their name in JSON, their name in Go. Mirrors apiextensions-apiserver pkg/apis/apiextensions/types_jsonschema.go, v1.36. */
export const goSchema: ReadonlyMap<string, string> = new Map([
  ['id', 'ID'],
  ['$schema', 'Schema'],
  ['$ref', 'Ref'],
  ['description', 'Description'],
  ['type', 'Type'],
  ['nullable', 'Nullable'],
  ['format', 'Format'],
  ['title', 'Title'],
  ['default', 'Default'],
  ['maximum', 'Maximum'],
  ['exclusiveMaximum', 'ExclusiveMaximum'],
  ['minimum', 'Minimum'],
  ['exclusiveMinimum', 'ExclusiveMinimum'],
  ['maxLength', 'MaxLength'],
  ['minLength', 'MinLength'],
  ['pattern', 'Pattern'],
  ['maxItems', 'MaxItems'],
  ['minItems', 'MinItems'],
  ['uniqueItems', 'UniqueItems'],
  ['multipleOf', 'MultipleOf'],
  ['enum', 'Enum'],
  ['maxProperties', 'MaxProperties'],
  ['minProperties', 'MinProperties'],
  ['required', 'Required'],
  ['items', 'Items'],
  ['allOf', 'AllOf'],
  ['oneOf', 'OneOf'],
  ['anyOf', 'AnyOf'],
  ['not', 'Not'],
  ['properties', 'Properties'],
  ['additionalProperties', 'AdditionalProperties'],
  ['patternProperties', 'PatternProperties'],
  ['dependencies', 'Dependencies'],
  ['additionalItems', 'AdditionalItems'],
  ['definitions', 'Definitions'],
  ['externalDocs', 'ExternalDocs'],
  ['example', 'Example'],
  ['x-kubernetes-preserve-unknown-fields', 'XPreserveUnknownFields'],
  ['x-kubernetes-embedded-resource', 'XEmbeddedResource'],
  ['x-kubernetes-int-or-string', 'XIntOrString'],
  ['x-kubernetes-list-map-keys', 'XListMapKeys'],
  ['x-kubernetes-list-type', 'XListType'],
  ['x-kubernetes-map-type', 'XMapType'],
  ['x-kubernetes-validations', 'XValidations'],
])

const texts = new Set(['id', '$schema', 'description', 'type', 'format', 'title', 'pattern'])
const flags = new Set([
  'nullable',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'uniqueItems',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
])
const schemaMaps = new Set(['properties', 'patternProperties', 'definitions'])
const schemaLists = new Set(['allOf', 'oneOf', 'anyOf'])
/** Nobody reads further. */
const deepest = 64

/** Whether a field of a schema holds what Go has where nothing is said; `''` says something in a field that can be left out. */
export function isGoZero(name: string, value: unknown): boolean {
  if (value === undefined || value === null) return true
  return (value === '' && texts.has(name)) || (value === false && flags.has(name))
}

/** A schema as an error shows it: all fields of the Go struct, by their names there. */
export function goSchemaValue(value: unknown, depth = 0): unknown {
  if (!isRecord(value) || depth > deepest) return null
  const shown: Record<string, unknown> = {}
  for (const [name, goName] of goSchema) shown[goName] = goMember(name, value[name], depth)
  return shown
}

function goMember(name: string, value: unknown, depth: number): unknown {
  const nested = (schema: unknown): unknown => goSchemaValue(schema, depth + 1)
  if (value === undefined || value === null) return texts.has(name) ? '' : flags.has(name) ? false : null
  if (name === 'not') return nested(value)
  if (schemaLists.has(name) && Array.isArray(value)) return value.map(nested)
  if (schemaMaps.has(name)) return mapped(value, nested)
  if (name === 'items')
    return Array.isArray(value) ? { Schema: null, JSONSchemas: value.map(nested) } : { Schema: nested(value), JSONSchemas: null }
  if (name === 'additionalProperties' || name === 'additionalItems')
    return typeof value === 'boolean' ? { Allows: value, Schema: null } : { Allows: true, Schema: nested(value) }
  if (name === 'dependencies')
    return mapped(value, entry => (Array.isArray(entry) ? { Schema: null, Property: entry } : { Schema: nested(entry), Property: null }))
  if (name === 'externalDocs' && isRecord(value)) return { Description: value['description'] ?? '', URL: value['url'] ?? '' }
  if (name === 'x-kubernetes-validations' && Array.isArray(value)) return value.map(goRule)
  return mapped(value, entry => entry)
}

/** A CEL rule as an error shows it. */
export function goRule(value: unknown): unknown {
  const rule = isRecord(value) ? value : {}
  return {
    Rule: rule['rule'] ?? '',
    Message: rule['message'] ?? '',
    MessageExpression: rule['messageExpression'] ?? '',
    Reason: rule['reason'] ?? null,
    FieldPath: rule['fieldPath'] ?? '',
    OptionalOldSelf: rule['optionalOldSelf'] ?? null,
  }
}

/** A map with its keys in order; anything else as it is. */
function mapped(value: unknown, by: (entry: unknown) => unknown): unknown {
  if (!isRecord(value)) return value
  const shown = Object.create(null) as Record<string, unknown>
  for (const key of Object.keys(value).sort()) shown[key] = by(value[key])
  return shown
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
