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

/** The built-in kinds with a scale, by `kind.group`, and what their objects are called together. */
const scalable: ReadonlyMap<string, string> = new Map([
  ['Deployment.apps', 'deployments'],
  ['ReplicaSet.apps', 'replicasets'],
  ['StatefulSet.apps', 'statefulsets'],
  ['ReplicationController.', 'replicationcontrollers'],
])

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
  const plural = scalable.get(`${kind}.${group}`)
  if (plural === undefined) {
    const isBuiltIn = resourceTypesOfKind(kind, version).some(type => type.group === group)
    return isBuiltIn ? { error: noSuchResource, isMissing: false } : customScale(cluster, namespace, group, kind, name)
  }
  const target = cluster.find(group, kind, namespace, name)
  if (target === undefined) return { error: notFound(group, plural, name, version), isMissing: true }
  const written = valueAt(target.object, ['spec', 'selector']) as LabelSelector | undefined
  const selector = kind === 'ReplicationController' && written !== undefined ? ({ matchLabels: written } as LabelSelector) : written
  return { target, replicas: replicasOf(target), selector, selectorText: selector === undefined ? '' : labelSelectorText(selector) }
}

/** What older versions call the scale of a kind that they do not find. */
const oldNames: ReadonlyMap<string, string> = new Map([
  ['deployments', 'deployments/scale.apps'],
  ['replicasets', 'replicasets/scale.apps'],
  ['replicationcontrollers', 'replicationcontrollers/scale.autoscaling'],
])

function notFound(group: string, plural: string, name: string, version: KubernetesVersion): string {
  const old = isAtLeast(version, 33) ? undefined : oldNames.get(plural)
  return `${old ?? (group === '' ? plural : `${plural}.${group}`)} ${JSON.stringify(name)} not found`
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
