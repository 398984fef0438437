/** An object with exactly these properties; those that end in `?` may be absent. */
function objectOf(properties: Readonly<Record<string, object>>): object {
  const entries = Object.entries(properties)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace('?', ''), schema])),
    required: entries.filter(([name]) => !name.endsWith('?')).map(([name]) => name),
    additionalProperties: false,
  }
}

function listOf(items: object, minItems = 0): object {
  return { type: 'array', items, minItems }
}

const text = { type: 'string', minLength: 1 }
const positive = { type: 'integer', minimum: 1 }
const message = objectOf({ text })
const level = { enum: ['error', 'warning', 'note'] }
/** RFC 3986: a relative reference whose first segment has no colon, or a file URI. */
const artifactLocation = objectOf({
  uri: { type: 'string', pattern: "^(file:///)?([\\w.!~*'()@&=+$,;/-]|%[0-9A-F]{2})+$" },
})
const region = objectOf({ startLine: positive, startColumn: positive, endLine: positive, endColumn: positive })
const location = objectOf({
  'id?': { type: 'integer', minimum: 0 },
  'physicalLocation?': objectOf({ artifactLocation, 'region?': region }),
  'logicalLocations?': listOf(objectOf({ fullyQualifiedName: text, kind: { const: 'resource' } }), 1),
  'message?': message,
})
const fix = objectOf({
  description: message,
  artifactChanges: listOf(
    objectOf({
      artifactLocation,
      replacements: listOf(objectOf({ deletedRegion: region, 'insertedContent?': objectOf({ text }) }), 1),
    }),
    1
  ),
})
const rule = objectOf({
  id: text,
  'shortDescription?': message,
  helpUri: { type: 'string', pattern: '^https://' },
  'help?': objectOf({ text, 'markdown?': text }),
  'defaultConfiguration?': objectOf({ level }),
  'properties?': objectOf({ tags: { ...listOf(text), uniqueItems: true }, precision: { enum: ['very-high', 'high'] } }),
})
const result = objectOf({
  ruleId: text,
  ruleIndex: { type: 'integer', minimum: 0 },
  level,
  message,
  locations: listOf(location, 1),
  'relatedLocations?': listOf(location, 1),
  partialFingerprints: objectOf({ 'seatrial/v1': text }),
  'fixes?': listOf(fix, 1),
  properties: objectOf({ claim: text, stage: text }),
})

/** The part of SARIF 2.1.0 (OASIS, errata 01) that a log of seatrial uses, as strictly as the specification has it, and nothing besides. */
export const sarifSchema = objectOf({
  $schema: { const: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json' },
  version: { const: '2.1.0' },
  runs: listOf(
    objectOf({
      tool: objectOf({ driver: objectOf({ name: { const: 'seatrial' }, version: text, rules: listOf(rule) }) }),
      invocations: listOf(
        objectOf({
          executionSuccessful: { type: 'boolean' },
          toolExecutionNotifications: listOf(objectOf({ level, message, 'locations?': listOf(location, 1) })),
        }),
        1
      ),
      columnKind: { const: 'utf16CodeUnits' },
      results: listOf(result),
    }),
    1
  ),
})
