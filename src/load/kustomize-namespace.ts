import { Mapping as OwnMapping } from '../source/mapping.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'
import { withValue } from './with-value.ts'

/** Groups of which kustomize knows which kinds are in namespaces; of custom ones it needs their definitions. */
const builtIn = /^(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/\w+|(?:[a-z]+\.)*k8s\.io\/\w+)$/
const inNoNamespace =
  /^(?:Namespace|Node|PersistentVolume|Cluster\w+|CustomResourceDefinition|APIService|\w*(?:StorageClass|VolumeSnapshotClass|PriorityClass|RuntimeClass|IngressClass|DeviceClass|GatewayClass|WebhookConfiguration|AdmissionPolicy|AdmissionPolicyBinding|VolumeAttributesClass)|CSIDriver|CSINode|VolumeAttachment|FlowSchema|PriorityLevelConfiguration|CertificateSigningRequest|IPAddress|ServiceCIDR|ResourceSlice|StorageVersion\w*|PodSecurityPolicy|\w*Review|(?:Baseline)?AdminNetworkPolicy)$/

/**
 * An object of a kustomization: it is in its `namespace`, and so are the service accounts that a binding names without one, for which
 * whoever builds on the kustomization may say it. Mirrors kustomize api/filters/namespace namespace.go, v5.
 */
export function withNamespace(document: SourceDocument, namespace: string | undefined, isListed: boolean): SourceDocument {
  const { value } = document
  if (!isListed || !isMapping(value)) return document
  const moved =
    namespace !== undefined && isNamespaced(value)
      ? changed(value, 'metadata', changed(ownValue(value, 'metadata'), 'namespace', namespace))
      : value
  const subjects = ownValue(value, 'subjects')
  const kind = ownValue(value, 'kind')
  if ((kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') || !Array.isArray(subjects))
    return moved === value ? document : withValue(document, moved)
  const placed = subjects.map(subject =>
    isMapping(subject) && ownValue(subject, 'kind') === 'ServiceAccount' && ownValue(subject, 'namespace') === undefined
      ? changed(subject, 'namespace', namespace ?? ownNamespace(value))
      : subject
  )
  return withValue(document, changed(moved, 'subjects', placed))
}

function ownNamespace(object: Mapping): unknown {
  const metadata = ownValue(object, 'metadata')
  return (isMapping(metadata) ? ownValue(metadata, 'namespace') : undefined) ?? 'default'
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
