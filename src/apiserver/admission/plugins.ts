import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { enabledPlugins } from './enabled-plugins.ts'
import { namespaceLifecycle } from './namespace-lifecycle.ts'
import type { AdmissionPlugin } from './plugin.ts'
import { mayHavePodSpec } from './pod-security/pod-spec-of.ts'

/** A plugin that a server runs where nobody configures it otherwise, or where an object that it needs enables it. */
interface KnownPlugin {
  readonly handles: (type: ResourceType) => boolean
  /** The objects without which it has nothing to say; absent where it needs none. */
  readonly needs?: (object: KubernetesObject) => boolean
  /** It runs only where one of the objects that it needs enables it. */
  readonly optional?: true
  readonly load: () => Promise<AdmissionPlugin>
}

/** In the server's order. Mirrors pkg/kubeapiserver/options/plugins.go AllOrderedPlugins, v1.36. */
const knownPlugins: readonly KnownPlugin[] = [
  { handles: ({ namespaced }) => namespaced, load: async () => namespaceLifecycle },
  {
    handles: core('Pod', 'PersistentVolumeClaim'),
    needs: ({ kind }) => kind === 'LimitRange',
    load: async () => (await import('./limit-ranger.ts')).limitRanger,
  },
  { handles: core('Pod'), load: async () => (await import('./service-account.ts')).serviceAccount },
  { handles: core('Node'), load: async () => (await import('./taint-nodes-by-condition.ts')).taintNodesByCondition },
  {
    handles: type => mayHavePodSpec(type) || core('Namespace')(type),
    needs: hasSecurityLabels,
    load: async () => (await import('./pod-security.ts')).podSecurity,
  },
  {
    handles: type => core('Pod')(type) || of('scheduling.k8s.io', 'PriorityClass')(type),
    load: async () => (await import('./priority.ts')).priority,
  },
  { handles: core('Pod'), load: async () => (await import('./default-toleration-seconds.ts')).defaultTolerationSeconds },
  { handles: core('PersistentVolumeClaim'), load: async () => (await import('./default-storage-class.ts')).defaultStorageClass },
  {
    handles: type => core('PersistentVolume', 'PersistentVolumeClaim')(type) || of('storage.k8s.io', 'VolumeAttributesClass')(type),
    load: async () => (await import('./storage-object-in-use-protection.ts')).storageObjectInUseProtection,
  },
  {
    handles: () => true,
    needs: object => enabledPlugins(object).includes('OwnerReferencesPermissionEnforcement'),
    optional: true,
    load: async () => (await import('./owner-references-permission-enforcement.ts')).ownerReferencesPermissionEnforcement,
  },
  {
    handles: core('PersistentVolumeClaim'),
    load: async () => (await import('./persistent-volume-claim-resize.ts')).persistentVolumeClaimResize,
  },
  { handles: core('Pod'), load: async () => (await import('./runtime-class.ts')).runtimeClass },
  {
    handles: of('certificates.k8s.io', 'CertificateSigningRequest'),
    load: async () => (await import('./certificate-subject-restriction.ts')).certificateSubjectRestriction,
  },
  {
    handles: of('networking.k8s.io', 'Ingress'),
    needs: ({ kind }) => kind === 'IngressClass',
    load: async () => (await import('./default-ingress-class.ts')).defaultIngressClass,
  },
  {
    handles: core('Pod'),
    needs: ({ kind }) => kind === 'Node',
    load: async () => (await import('./pod-topology-labels.ts')).podTopologyLabels,
  },
  {
    handles: () => true,
    needs: ({ kind }) => kind === 'MutatingAdmissionPolicyBinding',
    load: async () => (await import('./mutating-admission-policy.ts')).mutatingAdmissionPolicy,
  },
  {
    handles: () => true,
    needs: ({ kind }) => kind === 'ValidatingAdmissionPolicyBinding',
    load: async () => (await import('./validating-admission-policy.ts')).validatingAdmissionPolicy,
  },
  {
    handles: ({ namespaced }) => namespaced,
    needs: ({ kind }) => kind === 'ResourceQuota',
    load: async () => (await import('./resource-quota.ts')).resourceQuota,
  },
]

/** The plugins that look at a kind, in the server's order. */
export type PluginsOf = (type: ResourceType) => readonly AdmissionPlugin[]

/** Loads the plugins that have something to say about these kinds; where the objects in reach are not told, any may be. */
export async function loadPlugins(types: readonly ResourceType[], objects: readonly KubernetesObject[] | undefined): Promise<PluginsOf> {
  const wanted = knownPlugins.filter(
    ({ handles, needs, optional }) => types.some(handles) && (needs === undefined || (objects?.some(needs) ?? optional !== true))
  )
  const loaded = await Promise.all(wanted.map(async ({ handles, load }) => ({ handles, plugin: await load() })))
  const known = new Map<string, readonly AdmissionPlugin[]>()
  return type => {
    const key = `${type.kind}.${type.group}`
    const plugins = known.get(key) ?? loaded.flatMap(({ handles, plugin }) => (handles(type) ? [plugin] : []))
    known.set(key, plugins)
    return plugins
  }
}

/** Which plugins find an object that they need, as one text: what of objects decides which plugins are loaded. */
export function neededPlugins(objects: readonly KubernetesObject[]): string {
  return knownPlugins.map(({ needs }) => (needs === undefined || objects.some(needs) ? '1' : '0')).join('')
}

/** Whether an object may keep pods from being created, or change them. */
export function bearsOnPods(object: KubernetesObject): boolean {
  return podPolicies.has(object.kind ?? '') || hasSecurityLabels(object)
}

const podPolicies = new Set([
  'LimitRange',
  'ResourceQuota',
  'RuntimeClass',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicyBinding',
])

function core(...kinds: readonly string[]): (type: ResourceType) => boolean {
  return of('', ...kinds)
}

function of(group: string, ...kinds: readonly string[]): (type: ResourceType) => boolean {
  return type => type.group === group && kinds.includes(type.kind)
}

function hasSecurityLabels({ kind, metadata }: KubernetesObject): boolean {
  return kind === 'Namespace' && Object.keys(metadata?.labels ?? {}).some(label => label.startsWith('pod-security.kubernetes.io/'))
}
