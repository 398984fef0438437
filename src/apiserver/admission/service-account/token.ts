import type { KubernetesObject } from '../../../k8s/types.ts'
import { generatedName } from '../../generated-name.ts'
import { equalValues } from '../../updates/equal-values.ts'
import type { AdmittedPod, AdmittedPodSpec, MountingContainer } from '../objects.ts'

const prefix = 'kube-api-access-'
const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'
/** The name while the pod is judged: its random part must be one that the server could make up. */
const judgedName = `${prefix}token`

/** The projected token, certificate and namespace. Mirrors plugin/pkg/admission/serviceaccount TokenVolumeSource, v1.36. */
const tokenVolume = {
  name: judgedName,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
    ],
    defaultMode: 420,
  },
}

/** The pod with a token mounted where no container has something else. Mirrors mountServiceAccountToken, v1.36. */
export function withToken(pod: AdmittedPod): AdmittedPod {
  const spec: AdmittedPodSpec = pod.spec ?? {}
  const volumes = spec.volumes ?? []
  const present = volumes.find(volume => volume.name?.startsWith(prefix))
  const name = present?.name ?? judgedName
  let mounted = false
  const mount = (container: MountingContainer): MountingContainer => {
    const mounts = container.volumeMounts ?? []
    if (mounts.some(own => own.mountPath === mountPath)) return container
    mounted = true
    return { ...container, volumeMounts: [...mounts, { name, readOnly: true, mountPath }] }
  }
  const containers = spec.containers?.map(mount)
  const initContainers = spec.initContainers?.map(mount)
  if (!mounted) return pod
  return {
    ...pod,
    spec: {
      ...spec,
      ...(containers === undefined ? {} : { containers }),
      ...(initContainers === undefined ? {} : { initContainers }),
      ...(present === undefined ? { volumes: [...volumes, tokenVolume] } : {}),
    },
  }
}

/** Whether a volume is the one that was added, also where a policy had the pod in its hands since. */
function isToken({ name, projected }: { readonly name?: string; readonly projected?: unknown }): boolean {
  return name === judgedName && equalValues(projected, tokenVolume.projected)
}

/** The pod with a placeholder for the random part of the token's volume. */
export function named(object: KubernetesObject): KubernetesObject {
  const spec = (object as AdmittedPod).spec
  if (spec?.volumes === undefined || !spec.volumes.some(isToken)) return object
  const rename = <T extends { readonly name?: string }>(named: T): T =>
    named.name === judgedName ? { ...named, name: generatedName(prefix) } : named
  const renameMounts = (container: MountingContainer): MountingContainer =>
    container.volumeMounts === undefined ? container : { ...container, volumeMounts: container.volumeMounts.map(rename) }
  return {
    ...object,
    spec: {
      ...spec,
      volumes: spec.volumes.map(rename),
      ...(spec.containers === undefined ? {} : { containers: spec.containers.map(renameMounts) }),
      ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(renameMounts) }),
    },
  }
}
