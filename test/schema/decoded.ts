import { newestVersion } from '../../src/k8s/version.ts'
import { type Decoded, type DecodeOptions, decode } from '../../src/schema/decode.ts'
import { findResourceType } from '../../src/schema/resource-types.ts'

/** Decodes an object that names its kind. */
export function decoded(value: unknown, options: Partial<DecodeOptions> = {}): Decoded {
  const { apiVersion, kind } = value as { readonly apiVersion: string; readonly kind: string }
  const version = options.version ?? newestVersion
  const type = findResourceType(apiVersion, kind, version)
  if (type === undefined) throw new Error(`no kind ${kind} in ${apiVersion}`)
  return decode(value, type, { ...options, version })
}

/** A pod with these parts in its spec and in its only container. */
export function pod(spec: object = {}, container: object = {}): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { ...spec, containers: [{ name: 'web', image: 'web:1', ...container }] },
  }
}

/** A CustomResourceDefinition whose only version has this schema. */
export function definitionWith(openAPIV3Schema: unknown): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'boats.example.org' },
    spec: {
      group: 'example.org',
      names: { kind: 'Boat', plural: 'boats' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  }
}
