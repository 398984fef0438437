import { Mapping as OwnMapping } from '../source/mapping.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'
import { withValue } from './with-value.ts'

/** Groups of which kustomize knows which kinds are in namespaces; of custom ones it needs their definitions. */
const builtIn = /^(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/\w+|(?:[a-z]+\.)*k8s\.io\/\w+)$/
const inNoNamespace =
  /^(?:Namespace|Node|PersistentVolume|Cluster\w+|CustomResourceDefinition|APIService|\w*(?:StorageClass|VolumeSnapshotClass|PriorityClass|RuntimeClass|IngressClass|DeviceClass|GatewayClass|WebhookConfiguration|AdmissionPolicy|AdmissionPolicyBinding|VolumeAttributesClass)|CSIDriver|CSINode|VolumeAttachment|FlowSchema|PriorityLevelConfiguration|CertificateSigningRequest|IPAddress|ServiceCIDR|ResourceSlice|StorageVersion\w*|PodSecurityPolicy|\w*Review|(?:Baseline)?AdminNetworkPolicy)$/

/**
 * An object of a kustomization with a `namespace`: it is there, and so are the service accounts that a binding names without one. Mirrors
 * kustomize api/filters/namespace namespace.go, v5.
 */
export function withNamespace(document: SourceDocument, namespace: string | undefined): SourceDocument {
  const { value } = document
  if (namespace === undefined || !isMapping(value)) return document
  const moved = isNamespaced(value) ? changed(value, 'metadata', changed(ownValue(value, 'metadata'), 'namespace', namespace)) : value
  const subjects = ownValue(value, 'subjects')
  const kind = ownValue(value, 'kind')
  if ((kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') || !Array.isArray(subjects))
    return moved === value ? document : withValue(document, moved)
  const placed = subjects.map(subject =>
    isMapping(subject) && ownValue(subject, 'kind') === 'ServiceAccount' && ownValue(subject, 'namespace') === undefined
      ? changed(subject, 'namespace', namespace)
      : subject
  )
  return withValue(document, changed(moved, 'subjects', placed))
}

function isNamespaced(object: Mapping): boolean {
  const metadata = ownValue(object, 'metadata')
  return (
    builtIn.test(String(ownValue(object, 'apiVersion'))) && !inNoNamespace.test(String(ownValue(object, 'kind'))) && isMapping(metadata)
  )
}

/** A copy in which a key has another value. */
function changed(value: unknown, key: string, member: unknown): Mapping {
  const copy = Object.assign(new OwnMapping(), value) as Record<string, unknown>
  copy[key] = member
  return copy
}
