import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root, writeWhole } from './project.ts'

interface Schema {
  readonly type?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[]
}
type Nullable = Readonly<Record<string, unknown>>

/** Where the schemas for kubeconform are written: one file for each kind, every reference written out, unknown fields refused. */
const out = join(root, '.cache/kubeconform-schemas')
/** Types whose JSON may be anything. */
const free = /JSONSchemaPropsOr\w+$|\.JSON$|RawExtension$|FieldsV1$/

const folder = process.env['SEATRIAL_OPENAPI']
if (folder === undefined || !existsSync(folder)) {
  console.log('Skipped: SEATRIAL_OPENAPI names no folder of OpenAPI documents, one folder for each version.')
} else {
  writeSchemas(join(resolve(folder), 'v1.36'))
}

function writeSchemas(openapi: string): void {
  const schemas = new Map<string, Schema>()
  for (const file of readdirSync(openapi).filter(name => name.endsWith('.json'))) {
    const document: { schemas: Record<string, Schema> } = JSON.parse(readFileSync(join(openapi, file), 'utf8'))
    for (const [name, schema] of Object.entries(document.schemas)) schemas.set(name, schema)
  }
  let kinds = 0
  for (const schema of schemas.values()) {
    const [served, ...others] = schema['x-kubernetes-group-version-kind'] ?? []
    if (served === undefined || others.length > 0 || served.kind.endsWith('List') || schema.properties?.['metadata'] === undefined) continue
    const { group, version, kind } = served
    const whole = writtenOut(schema, schemas, [])
    const properties = {
      ...(whole['properties'] as object),
      apiVersion: { type: 'string', enum: [group === '' ? version : `${group}/${version}`] },
      kind: { type: 'string', enum: [kind] },
    }
    const suffix = group === '' ? version : `${group.split('.')[0]}-${version}`
    const text = JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...whole, properties })
    writeWhole(join(out, `${kind}-${suffix}.json`.toLowerCase()), text)
    kinds++
  }
  console.log(`${kinds} kinds in ${out}`)
}

/** A schema without references; a type that holds itself accepts anything at the second level. */
function writtenOut(schema: Schema, schemas: ReadonlyMap<string, Schema>, inside: readonly string[]): Nullable {
  const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined)
  if (reference !== undefined) {
    const name = reference.slice(reference.lastIndexOf('/') + 1)
    const target = schemas.get(name)
    return target === undefined || free.test(name) || inside.includes(name) ? {} : writtenOut(target, schemas, [...inside, name])
  }
  const within = (part: Schema): Nullable => writtenOut(part, schemas, inside)
  const { type, required, properties, items, additionalProperties, oneOf } = schema
  return {
    ...(type === undefined ? {} : { type }),
    ...(required === undefined ? {} : { required }),
    ...(oneOf === undefined ? {} : { oneOf }),
    ...(items === undefined ? {} : { items: orNull(within(items)) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: orNull(within(additionalProperties)) } : {}),
    ...(properties === undefined
      ? {}
      : {
          additionalProperties: false,
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, part]) => [name, required?.includes(name) ? within(part) : orNull(within(part))])
          ),
        }),
  }
}

function orNull(schema: Nullable): Nullable {
  return typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : schema
}
