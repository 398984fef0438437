import type { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { labelSelectorText } from '../../k8s/label-selector-text.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { isAtLeast, type KubernetesVersion } from '../../k8s/version.ts'
import { resourceTypesOfKind } from '../../schema/resource-types.ts'
import type { HorizontalPodAutoscaler } from './autoscaler.ts'

/** The scale of a workload: how many pods it asks for, and which they are. */
export interface Scale {
  readonly target: Resource
  readonly replicas: number
  /** As the scale subresource has it; empty where the kind tells none. */
  readonly selectorText: string
  readonly selector: LabelSelector | undefined
}

/** Why a target has no scale, in the words of the server. */
export interface NoScale {
  readonly error: string
  /** Whether the target itself is not there, so that it may be elsewhere. */
  readonly isMissing: boolean
}

/** The built-in kinds with a scale, by `kind.group`. */
const scalable: ReadonlySet<string> = new Set(['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'ReplicationController.'])

const noSuchResource = 'the server could not find the requested resource'

/** Looks an autoscaler's target up. Mirrors pkg/controller/podautoscaler scaleForResourceMappings, v1.36. */
export function scaleOf(
  cluster: Cluster,
  namespace: string,
  { spec }: HorizontalPodAutoscaler,
  replicasOf: (workload: Resource) => number,
  version: KubernetesVersion
): Scale | NoScale {
  const { apiVersion = '', kind = '', name = '' } = spec?.scaleTargetRef ?? {}
  const parts = apiVersion.split('/')
  if (parts.length > 2) return { error: `unexpected GroupVersion string: ${apiVersion}`, isMissing: false }
  const group = parts.length === 2 ? parts[0]! : ''
  const builtIn = resourceTypesOfKind(kind, version).find(type => type.group === group)
  if (builtIn === undefined) return customScale(cluster, namespace, group, kind, name)
  if (!scalable.has(`${kind}.${group}`)) return { error: noSuchResource, isMissing: false }
  const target = cluster.find(group, kind, namespace, name)
  if (target === undefined) return { error: notFound(group, builtIn.plural, name, version), isMissing: true }
  const written = valueAt(target.object, ['spec', 'selector']) as LabelSelector | undefined
  const selector = kind === 'ReplicationController' && written !== undefined ? ({ matchLabels: written } as LabelSelector) : written
  return { target, replicas: replicasOf(target), selector, selectorText: selector === undefined ? '' : labelSelectorText(selector) }
}

function notFound(group: string, plural: string, name: string, version: KubernetesVersion): string {
  const resource = isAtLeast(version, 33) ? plural : `${plural}/scale`
  return `${group === '' ? resource : `${resource}.${group}`} ${JSON.stringify(name)} not found`
}

interface DefinedVersion {
  readonly name?: string
  readonly served?: boolean
  readonly storage?: boolean
  readonly subresources?: { readonly scale?: { readonly specReplicasPath?: string; readonly labelSelectorPath?: string } }
}

/** The scale of a custom resource, as its definition says. */
function customScale(cluster: Cluster, namespace: string, group: string, kind: string, name: string): Scale | NoScale {
  const definition = cluster
    .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
    .find(({ object }) => valueAt(object, ['spec', 'group']) === group && valueAt(object, ['spec', 'names', 'kind']) === kind)
  if (definition === undefined)
    return { error: `no matches for kind ${JSON.stringify(kind)} in group ${JSON.stringify(group)}`, isMissing: true }
  const versions = (valueAt(definition.object, ['spec', 'versions']) ?? []) as readonly DefinedVersion[]
  const scale = versions.find(({ served, subresources }) => served !== false && subresources?.scale !== undefined)?.subresources?.scale
  if (scale === undefined) return { error: noSuchResource, isMissing: false }
  const target = cluster.find(group, kind, namespace, name)
  if (target === undefined) {
    const plural = String(valueAt(definition.object, ['spec', 'names', 'plural']) ?? '')
    return { error: `${plural}.${group} ${JSON.stringify(name)} not found`, isMissing: true }
  }
  const replicas = valueAt(target.object, jsonPath(scale.specReplicasPath))
  const selectorText = valueAt(target.object, jsonPath(scale.labelSelectorPath))
  return {
    target,
    replicas: typeof replicas === 'number' ? replicas : 0,
    selector: undefined,
    selectorText: typeof selectorText === 'string' ? selectorText : '',
  }
}

/** `.spec.replicas` as a path. */
function jsonPath(text = ''): readonly string[] {
  return text.split('.').filter(step => step !== '')
}
