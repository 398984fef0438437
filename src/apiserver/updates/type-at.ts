import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { type Definition, schemaTable, type TypeNode } from '../../schema/table.ts'

/** The type of a part of a built-in kind's objects: `['spec', 'template']`. */
export function typeAt({ apiVersion, kind }: ResourceType, path: readonly string[], version: KubernetesVersion): TypeNode | undefined {
  const table = schemaTable(version.minor)
  let type = table.kind(apiVersion, kind)?.type
  for (const step of path) {
    const definition: Definition | undefined = type === undefined || type.definition < 0 ? undefined : table.definition(type.definition)
    type = definition?.fields.get(step)?.type
  }
  return type
}
