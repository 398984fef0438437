import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { changeItems, changeOrAdd, isStruct, type Struct } from '../../defaults/fill.ts'

/** What the key of a container's profile begins with. */
export const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/'
const localhost = 'localhost/'

/** A pod whose profiles are annotations gets them as fields. Mirrors pkg/registry/core/pod/strategy.go applyAppArmorVersionSkew, v1.36. */
export function withAppArmorFields(spec: Struct, annotations: Struct, version: KubernetesVersion): Struct {
  const os = spec['os']
  if (!isFeatureOn('AppArmorFields', version) || (isStruct(os) && os['name'] === 'windows')) return spec
  if (!Object.keys(annotations).some(key => key.startsWith(appArmorAnnotation))) return spec
  const podProfile = profileOf(spec)
  let filled = spec
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    filled = changeItems(filled, list, container => {
      const annotation = annotations[`${appArmorAnnotation}${String(container['name'])}`]
      if (typeof annotation !== 'string' || profileOf(container) !== undefined || podProfile !== undefined) return container
      const profile = fieldProfile(annotation)
      return profile === undefined
        ? container
        : changeOrAdd(container, 'securityContext', security => ({ ...security, appArmorProfile: profile }))
    })
  return filled
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
  return path === '' ? undefined : { type: 'Localhost', localhostProfile: path }
}
