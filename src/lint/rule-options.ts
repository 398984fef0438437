/** One option of a rule: a JSON schema of a plain value, with what holds where the settings are silent. */
export type OptionSchema =
  | {
      readonly type: 'integer' | 'number'
      readonly description: string
      readonly default: number
      readonly minimum?: number
      readonly maximum?: number
    }
  | { readonly type: 'boolean'; readonly description: string; readonly default: boolean }
  | { readonly type: 'string'; readonly description: string; readonly default: string; readonly enum?: readonly string[] }
  | {
      readonly type: 'array'
      readonly description: string
      readonly items: { readonly type: 'string'; readonly enum?: readonly string[] }
      readonly default: readonly string[]
    }

/** The options of a rule, by name. */
export type OptionSchemas = Readonly<Record<string, OptionSchema>>

type OptionValue<Schema extends OptionSchema> = Schema extends { readonly type: 'integer' | 'number' }
  ? number
  : Schema extends { readonly type: 'boolean' }
    ? boolean
    : Schema extends { readonly type: 'array'; readonly items: { readonly enum: readonly (infer Word)[] } }
      ? readonly Word[]
      : Schema extends { readonly type: 'array' }
        ? readonly string[]
        : Schema extends { readonly type: 'string'; readonly enum: readonly (infer Word)[] }
          ? Word
          : string

/** The values of a rule's options, every one of them present. */
export type OptionValues<Schemas extends OptionSchemas> = { readonly [Name in keyof Schemas]: OptionValue<Schemas[Name]> }

/** What the settings give a rule; checked before it runs. */
export type GivenOptions = Readonly<Record<string, OptionSchema['default']>>

/** What the settings give, completed by the defaults. */
export function optionValues(schemas: OptionSchemas, given: GivenOptions = {}): OptionValues<OptionSchemas> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, Object.hasOwn(given, name) ? given[name]! : schema.default])
  )
}

/** What an option must be, in words; undefined where a value is such a one. */
export function brokenOption(schema: OptionSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case 'integer':
    case 'number': {
      const { minimum = -Infinity, maximum = Infinity } = schema
      const isNumber = typeof value === 'number' && (schema.type === 'number' || Number.isInteger(value))
      if (isNumber && value >= minimum && value <= maximum) return undefined
      const noun = schema.type === 'integer' ? 'a whole number' : 'a number'
      return minimum === -Infinity && maximum === Infinity ? noun : `${noun} ${rangeWords(minimum, maximum)}`
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false'
    case 'string':
      return isWord(schema.enum, value) ? undefined : wordWords(schema.enum)
    case 'array':
      if (Array.isArray(value) && value.every(item => isWord(schema.items.enum, item))) return undefined
      return schema.items.enum === undefined ? 'a list of texts' : `a list of ${schema.items.enum.join(', ')}`
  }
}

function isWord(words: readonly string[] | undefined, value: unknown): boolean {
  return typeof value === 'string' && (words === undefined || words.includes(value))
}

function wordWords(words: readonly string[] | undefined): string {
  return words === undefined ? 'a text' : words.join(' or ')
}

function rangeWords(minimum: number, maximum: number): string {
  if (maximum === Infinity) return `from ${minimum} on`
  return minimum === -Infinity ? `up to ${maximum}` : `from ${minimum} to ${maximum}`
}
