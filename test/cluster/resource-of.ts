import type { Declaration } from '../../src/cluster/declaration.ts'
import { declare } from '../../src/cluster/declare.ts'
import type { Resource, Role } from '../../src/cluster/resource.ts'
import { newestVersion } from '../../src/k8s/version.ts'
import { documentOf } from './document-of.ts'

/** What these values declare, each in a file of the given name, else in one file. */
export function declarationsOf(values: readonly unknown[], files: readonly string[] = [], role: Role = 'input'): readonly Declaration[] {
  const documents = values.map((value, index) => documentOf(value, files[index] ?? 'x.yaml'))
  return declare(documents, { role, namespace: 'default', version: newestVersion, firstOrder: 0 })
}

/** The object that a value declares. */
export function resourceOf(value: unknown): Resource {
  return declarationsOf([value])[0]!.resource!
}
