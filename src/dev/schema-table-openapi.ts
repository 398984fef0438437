import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The part of an OpenAPI v3 schema that the table is made from. */
export interface Schema {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[]
}

/** One kind that a version of Kubernetes serves. */
export interface ServedKind {
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly namespaced: boolean
  readonly schemaName: string
}

/** All schemas and kinds of one minor version. */
export interface OpenApi {
  readonly minor: number
  readonly schemas: ReadonlyMap<string, Schema>
  readonly kinds: readonly ServedKind[]
}

interface OpenApiFile {
  readonly groupVersion: string
  readonly resources: readonly { readonly kind: string; readonly plural: string; readonly namespaced: boolean }[]
  readonly schemas: Readonly<Record<string, Schema>>
}

/** Reads every `v1.N` folder below `folder`, oldest first; the files of one are its group versions. */
export function readOpenApi(folder: string): readonly OpenApi[] {
  if (!isOpenApiFolder(folder)) throw new Error(`${folder} holds no folder v1.N of OpenAPI documents`)
  return readdirSync(folder)
    .flatMap(name => /^v1\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .map(minor => readVersion(join(folder, `v1.${minor}`), minor))
}

/** Whether `folder` holds OpenAPI folders by version. */
export function isOpenApiFolder(folder: string | undefined): folder is string {
  return folder !== undefined && existsSync(folder) && readdirSync(folder).some(name => /^v1\.\d+$/.test(name))
}

/** The name of the schema that a reference leads to; one with siblings is written `allOf: [{$ref}]`. */
export function referencedName(schema: Schema): string | undefined {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  return reference?.slice(reference.lastIndexOf('/') + 1)
}

function readVersion(folder: string, minor: number): OpenApi {
  const schemas = new Map<string, Schema>()
  const resources: Omit<ServedKind, 'schemaName'>[] = []
  for (const file of readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()) {
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as OpenApiFile
    for (const [name, schema] of Object.entries(content.schemas)) schemas.set(name, schema)
    for (const { kind, plural, namespaced } of content.resources)
      resources.push({ apiVersion: content.groupVersion, kind, plural, namespaced })
  }
  const schemaNames = new Map<string, string>()
  for (const [name, schema] of schemas) {
    for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
      if (name.endsWith(`.${kind}`)) schemaNames.set(`${group === '' ? '' : `${group}/`}${version} ${kind}`, name)
    }
  }
  const kinds = resources.flatMap(resource => {
    const schemaName = schemaNames.get(`${resource.apiVersion} ${resource.kind}`)
    return schemaName === undefined ? [] : [{ ...resource, schemaName }]
  })
  return { minor, schemas, kinds }
}
