import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { changeItems, changeOrAdd, isStruct, type Struct } from '../../defaults/fill.ts'

/** What the key of a container's profile begins with. */
export const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/'
const localhost = 'localhost/'
const longestPath = 4095
/** The first minor whose kubelets all know the fields. */
const fieldsOnlySince = 34

/** A pod whose profiles are annotations gets them as fields. Mirrors pkg/registry/core/pod/strategy.go applyAppArmorVersionSkew, v1.36. */
export function withAppArmorFields(spec: Struct, annotations: Struct, version: KubernetesVersion): Struct {
  if (!isFeatureOn('AppArmorFields', version) || isForWindows(spec)) return spec
  if (!Object.keys(annotations).some(key => key.startsWith(appArmorAnnotation))) return spec
  const podProfile = profileOf(spec)
  let filled = spec
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    filled = changeItems(filled, list, container => {
      const annotation = annotations[`${appArmorAnnotation}${String(container['name'])}`]
      if (typeof annotation !== 'string' || profileOf(container) !== undefined) return container
      const profile = fieldProfile(annotation)
      return profile === undefined || isSameProfile(profile, podProfile)
        ? container
        : changeOrAdd(container, 'securityContext', security => ({ ...security, appArmorProfile: profile }))
    })
  return filled
}

/** The other way round, in the versions whose kubelets may know annotations only. */
export function withAppArmorAnnotations(pod: KubernetesObject, spec: Struct, version: KubernetesVersion): KubernetesObject {
  if (!isFeatureOn('AppArmorFields', version) || version.minor >= fieldsOnlySince || isForWindows(spec)) return pod
  const annotations: Record<string, string> = Object.assign(Object.create(null), pod.metadata?.annotations)
  const before = Object.keys(annotations).length
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    for (const container of Array.isArray(spec[list]) ? spec[list] : []) {
      if (!isStruct(container)) continue
      const key = `${appArmorAnnotation}${String(container['name'] ?? '')}`
      const profile = annotationProfile(profileOf(container) ?? profileOf(spec))
      if (profile !== undefined && !Object.hasOwn(annotations, key)) annotations[key] = profile
    }
  return Object.keys(annotations).length === before ? pod : { ...pod, metadata: { ...pod.metadata, annotations } }
}

/** Whether the annotation of a container says nothing else than the field of its pod. */
export function saysPodProfile(annotation: string, spec: unknown): boolean {
  const profile = fieldProfile(annotation)
  return profile !== undefined && isStruct(spec) && isSameProfile(profile, profileOf(spec))
}

function isSameProfile(profile: Struct, other: Struct | undefined): boolean {
  return profile['type'] === other?.['type'] && profile['localhostProfile'] === other?.['localhostProfile']
}

function isForWindows(spec: Struct): boolean {
  const os = spec['os']
  return isStruct(os) && os['name'] === 'windows'
}

function annotationProfile(profile: Struct | undefined): string | undefined {
  switch (profile?.['type']) {
    case 'Unconfined':
      return 'unconfined'
    case 'RuntimeDefault':
      return 'runtime/default'
    case 'Localhost':
      return typeof profile['localhostProfile'] === 'string' ? `${localhost}${profile['localhostProfile']}` : undefined
    default:
      return undefined
  }
}

function profileOf(owner: Struct): Struct | undefined {
  const security = owner['securityContext']
  const profile = isStruct(security) ? security['appArmorProfile'] : undefined
  return isStruct(profile) ? profile : undefined
}

function fieldProfile(annotation: string): Struct | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  const path = annotation.startsWith(localhost) ? annotation.slice(localhost.length) : ''
  return path === '' || path !== path.trim() || path.length > longestPath ? undefined : { type: 'Localhost', localhostProfile: path }
}
