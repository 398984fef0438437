import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../resource-type.ts'
import type { CustomVersion, ScalePaths } from './custom-version.ts'
import { isObject, type JsonSchema, type PlainObject } from './json-schema.ts'

/** Accepts everything: what stands for a schema that could not be read whole. */
const opaque: JsonSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

/** The kinds that a definition makes the server serve, one for each served version; an unreadable definition tells nothing of their fields. */
export function definitionTypes(definition: KubernetesObject, readable: boolean): readonly ResourceType[] {
  const spec = objectOf(definition.spec)
  const names = objectOf(spec['names'])
  const group = textOf(spec['group'])
  const [kind, plural] = [textOf(names['kind']), textOf(names['plural'])]
  if (group === '' || kind === '' || !Array.isArray(spec['versions'])) return []
  const versions = spec['versions'].filter(isObject)
  const storage = versions.find(version => version['storage'] === true)
  const schemaFor = (version: PlainObject | undefined): JsonSchema => (readable && version !== undefined ? schemaOf(version) : opaque)
  return versions.flatMap(version => {
    const name = textOf(version['name'])
    if (version['served'] !== true || name === '') return []
    const apiVersion = `${group}/${name}`
    const schema = schemaFor(version)
    const subresources = objectOf(version['subresources'])
    const scale = scaleOf(subresources)
    const custom: CustomVersion = {
      definition: definition.metadata?.name ?? '',
      schema,
      storageSchema: version === storage ? schema : schemaFor(storage),
      hasStatus: isObject(subresources['status']),
      ...(scale === undefined ? {} : { scale }),
      ...(version['deprecated'] === true ? { deprecation: deprecationOf(version, versions, group, kind) } : {}),
    }
    return [{ apiVersion, group, version: name, kind, plural, namespaced: spec['scope'] !== 'Cluster', custom }]
  })
}

function schemaOf(version: PlainObject): JsonSchema {
  const schema = objectOf(version['schema'])['openAPIV3Schema']
  return isObject(schema) ? schema : opaque
}

function scaleOf(subresources: PlainObject): ScalePaths | undefined {
  const scale = subresources['scale']
  if (!isObject(scale)) return undefined
  const selector = textOf(scale['labelSelectorPath'])
  return {
    specReplicasPath: textOf(scale['specReplicasPath']),
    statusReplicasPath: textOf(scale['statusReplicasPath']),
    ...(selector === '' ? {} : { labelSelectorPath: selector }),
  }
}

/** Mirrors apiextensions-apiserver pkg/apiserver/customresource_handler.go defaultDeprecationWarning, v1.36. */
function deprecationOf(version: PlainObject, versions: readonly PlainObject[], group: string, kind: string): string {
  const written = version['deprecationWarning']
  if (typeof written === 'string') return written
  const name = textOf(version['name'])
  const newer = versions
    .filter(other => other['served'] === true && other['deprecated'] !== true)
    .map(other => textOf(other['name']))
    .filter(other => compareVersions(other, name) > 0)
    .sort((a, b) => compareVersions(b, a))[0]
  const deprecated = `${group}/${name} ${kind} is deprecated`
  return newer === undefined ? deprecated : `${deprecated}; use ${group}/${newer} ${kind}`
}

/** Mirrors apimachinery pkg/version CompareKubeAwareVersionStrings, v1.36. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [versionRank(a), versionRank(b)]
  if (x === undefined || y === undefined) return x === y ? (a < b ? 1 : a > b ? -1 : 0) : x === undefined ? -1 : 1
  for (let i = 0; i < 3; i++) if (x[i] !== y[i]) return x[i]! - y[i]!
  return 0
}

function versionRank(text: string): readonly number[] | undefined {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(text)
  return match === null ? undefined : [match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0, Number(match[1]), Number(match[3] ?? 0)]
}

function objectOf(value: unknown): PlainObject {
  return isObject(value) ? value : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
