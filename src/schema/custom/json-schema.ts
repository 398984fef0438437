/** A schema of a CustomResourceDefinition as it is written: JSONSchemaProps of apiextensions.k8s.io/v1. */
export interface JsonSchema {
  readonly type?: string
  readonly format?: string
  readonly nullable?: boolean
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly maximum?: number
  readonly exclusiveMaximum?: boolean
  readonly minimum?: number
  readonly exclusiveMinimum?: boolean
  readonly multipleOf?: number
  readonly maxLength?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly maxItems?: number
  readonly minItems?: number
  readonly maxProperties?: number
  readonly minProperties?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema | readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly not?: JsonSchema
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[]
}

/** A rule in CEL about the value that a schema describes. */
export interface ValidationRule {
  readonly rule?: string
  readonly message?: string
  readonly messageExpression?: string
  readonly reason?: string
  readonly fieldPath?: string
  readonly optionalOldSelf?: boolean
}

/** An object that came from a text: any key may be in it. */
export type PlainObject = Readonly<Record<string, unknown>>

/** Whether a value is an object as JSON has it. */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The schema of the field of that name; undefined where the schema names none. */
export function propertyOf({ properties }: JsonSchema, name: string): JsonSchema | undefined {
  return isObject(properties) && Object.hasOwn(properties, name) ? (properties[name] ?? undefined) : undefined
}

/** The fields that a schema names. */
export function propertiesOf({ properties }: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  return isObject(properties) ? Object.entries(properties).filter(([, schema]) => isObject(schema)) : []
}

/** The schema of a list's items. */
export function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return isObject(items) ? items : undefined
}

/** Whether a schema says anything about fields that it does not name. */
export function hasAdditional({ additionalProperties: additional }: JsonSchema): boolean {
  return additional !== undefined && additional !== null
}

/** The schema of fields that a schema does not name. */
export function additionalOf({ additionalProperties: additional }: JsonSchema): JsonSchema | undefined {
  return isObject(additional) ? additional : undefined
}

/** Whether a schema fills in a value; null counts as none. */
export function hasDefault(schema: JsonSchema): boolean {
  return schema.default !== undefined && schema.default !== null
}

/** Sets a member, also under a key such as `__proto__`. */
export function setMember(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}
