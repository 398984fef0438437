import { type FieldPath, valueAt } from '../../../k8s/field-path.ts'
import type { AdmittedPodSpec, MountingContainer } from '../objects.ts'

/** A secret that a pod names. */
export interface SecretUse {
  readonly name: string
  readonly at: FieldPath
  /** Who uses it, as the server says it; absent where an account need not list it. */
  readonly who?: string
}

/** Where sources of volumes name secrets, besides `secret` itself. Mirrors pkg/api/pod/util.go VisitPodSecretNames, v1.36. */
const volumeSecrets: readonly FieldPath[] = [
  ['azureFile', 'secretName'],
  ['cephfs', 'secretRef', 'name'],
  ['cinder', 'secretRef', 'name'],
  ['flexVolume', 'secretRef', 'name'],
  ['rbd', 'secretRef', 'name'],
  ['scaleIO', 'secretRef', 'name'],
  ['iscsi', 'secretRef', 'name'],
  ['storageos', 'secretRef', 'name'],
  ['csi', 'nodePublishSecretRef', 'name'],
]

/** Every secret that a pod names, in the order in which an account's list is looked up. */
export function* secretUses(spec: AdmittedPodSpec): Generator<SecretUse> {
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const name = volume.secret?.secretName
    if (name !== undefined && name !== null) yield { name, at: ['spec', 'volumes', index, 'secret', 'secretName'], who: 'volume' }
  }
  yield* containerUses(spec.initContainers ?? [], 'initContainers', 'init container')
  yield* containerUses(spec.containers ?? [], 'containers', 'container')
  for (const [index, { name }] of (spec.imagePullSecrets ?? []).entries())
    if (name !== undefined) yield { name, at: ['spec', 'imagePullSecrets', index, 'name'] }
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const at: FieldPath = ['spec', 'volumes', index]
    for (const path of volumeSecrets) {
      const name = valueAt(volume, path)
      if (typeof name === 'string') yield { name, at: [...at, ...path] }
    }
    for (const [source, projection] of (volume.projected?.sources ?? []).entries()) {
      const name = projection.secret?.name
      if (name !== undefined) yield { name, at: [...at, 'projected', 'sources', source, 'secret', 'name'] }
    }
  }
}

function* containerUses(containers: readonly MountingContainer[], field: string, what: string): Generator<SecretUse> {
  for (const [index, container] of containers.entries()) {
    const at: FieldPath = ['spec', field, index]
    for (const [item, { name: variable, valueFrom }] of (container.env ?? []).entries()) {
      const name = valueFrom?.secretKeyRef?.name
      const who = `${what} ${container.name} with envVar ${variable}`
      if (name !== undefined) yield { name, at: [...at, 'env', item, 'valueFrom', 'secretKeyRef', 'name'], who }
    }
    for (const [item, { secretRef }] of (container.envFrom ?? []).entries()) {
      const name = secretRef?.name
      if (name !== undefined)
        yield { name, at: [...at, 'envFrom', item, 'secretRef', 'name'], who: `${what} ${container.name} with envFrom` }
    }
  }
}
