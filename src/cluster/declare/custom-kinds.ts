import { valueAt } from '../../k8s/field-path.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { CustomTypes } from '../../schema/custom/custom-types.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import { flattenLists } from './flatten-lists.ts'

const kind = 'CustomResourceDefinition'
const apiVersion = 'apiextensions.k8s.io/v1'

/** The custom kinds that the definitions of documents add; undefined where there are none. */
export async function loadCustomTypes(documents: readonly SourceDocument[], version: KubernetesVersion): Promise<CustomTypes | undefined> {
  const definitions = documents.flatMap(definitionsIn)
  if (definitions.length === 0) return undefined
  const { CustomTypes } = await import('../../schema/custom/custom-types.ts')
  return new CustomTypes(definitions, { version })
}

/** The definitions of custom kinds that a document holds. */
export function definitionsIn({ value, partial, file }: SourceDocument) {
  return [...flattenLists(partial ?? value)]
    .filter(listed => isDefinition(listed.value))
    .map(listed => ({ value: listed.value, whole: partial === undefined, file: file.path }))
}

/** Whether a value says that it is a CustomResourceDefinition. */
export function isDefinition(value: unknown): boolean {
  return valueAt(value, ['kind']) === kind && valueAt(value, ['apiVersion']) === apiVersion
}
