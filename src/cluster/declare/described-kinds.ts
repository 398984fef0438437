import { valueAt } from '../../k8s/field-path.ts'
import type { DescribedKind } from '../../schema/described/compile-schema.ts'
import type { Declaration } from '../declaration.ts'

/** The text of a JSON schema by its name in the usual catalogue, `GROUP/KIND_VERSION.json`; undefined where there is none. */
export type SchemaFiles = (name: string) => { readonly path: string; readonly text: string } | undefined

export interface DescribedDeclarations {
  readonly declarations: readonly Declaration[]
  /** Schemas that cannot be used, and why. */
  readonly troubles: readonly { readonly file: string; readonly message: string }[]
}

/** Judges objects of kinds that nothing else knows by the JSON schemas that somebody brings. */
export async function describeKinds(declarations: readonly Declaration[], schemas: SchemaFiles): Promise<DescribedDeclarations> {
  const kinds = new Map<string, DescribedKind | undefined>()
  const troubles: { file: string; message: string }[] = []
  const described: Declaration[] = []
  for (const declaration of declarations) {
    const name = schemaName(declaration)
    if (name !== undefined && !kinds.has(name)) kinds.set(name, await loadKind(name, schemas, troubles))
    const judge = name === undefined ? undefined : kinds.get(name)
    const { document, root } = declaration
    described.push(
      judge === undefined ? declaration : { ...declaration, described: judge(valueAt(document.partial ?? document.value, root)) }
    )
  }
  return { declarations: described, troubles }
}

function schemaName({ problem, apiVersion, kind }: Declaration): string | undefined {
  if (problem !== 'unknown-kind' || apiVersion === undefined || kind === undefined) return undefined
  const [group, version, ...rest] = apiVersion.split('/')
  // names go into a path
  if (version === undefined || rest.length > 0 || ![group, version, kind].every(part => /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(part ?? '')))
    return undefined
  return `${group}/${kind.toLowerCase()}_${version}.json`
}

async function loadKind(
  name: string,
  schemas: SchemaFiles,
  troubles: { file: string; message: string }[]
): Promise<DescribedKind | undefined> {
  const found = schemas(name)
  if (found === undefined) return undefined
  const { compileSchema } = await import('../../schema/described/compile-schema.ts')
  const compiled = compileSchema(found.text)
  if (typeof compiled === 'function') return compiled
  troubles.push({ file: found.path, message: `this JSON schema cannot be used: ${compiled}` })
  return undefined
}
