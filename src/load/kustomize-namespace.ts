import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue, withKey } from './manifest-keys.ts'
import { withValue } from './with-value.ts'

/** Groups of which kustomize knows which kinds are in namespaces; of custom ones it needs their definitions. */
const builtIn = /^(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/\w+|(?:[a-z]+\.)*k8s\.io\/\w+)$/
const inNoNamespace =
  /^(?:Namespace|Node|PersistentVolume|Cluster\w+|CustomResourceDefinition|APIService|\w*(?:StorageClass|VolumeSnapshotClass|PriorityClass|RuntimeClass|IngressClass|DeviceClass|GatewayClass|WebhookConfiguration|AdmissionPolicy|AdmissionPolicyBinding|VolumeAttributesClass)|CSIDriver|CSINode|VolumeAttachment|FlowSchema|PriorityLevelConfiguration|CertificateSigningRequest|IPAddress|ServiceCIDR|ResourceSlice|StorageVersion\w*|PodSecurityPolicy|\w*Review|(?:Baseline)?AdminNetworkPolicy)$/

/** The namespaces that objects are written in before a kustomization moves them: references to those go with them. */
export function writtenNamespaces(documents: readonly SourceDocument[]): ReadonlySet<string> {
  return new Set(documents.flatMap(({ value }) => (isMapping(value) && isNamespaced(value) ? [String(ownNamespace(value))] : [])))
}

/** The namespace that a kustomization moves objects to, and the one that Namespaces are called after where several build on it. */
export interface Destination {
  /** Null where it is not known which. */
  readonly namespace: string | null | undefined
  readonly called: string | undefined
}

/**
 * An object of a kustomization: it is in its `namespace`, and so is what it refers to by a namespace that is `left`, or by none, which whoever
 * builds on the kustomization may say; a Namespace is called so. Mirrors kustomize api/filters/namespace namespace.go and api/filters/nameref, v5.
 */
export function withNamespace(
  document: SourceDocument,
  { namespace, called }: Destination,
  isListed: boolean,
  left: ReadonlySet<string>
): SourceDocument {
  const { value } = document
  if (!isListed || !isMapping(value)) return document
  const moved = inNamespace(value, namespace, called)
  const place = (reference: unknown): unknown => {
    if (!isMapping(reference)) return reference
    const written = ownValue(reference, 'namespace')
    if (written === undefined) return withKey(reference, 'namespace', namespace ?? ownNamespace(moved))
    return namespace !== undefined && left.has(String(written)) ? withKey(reference, 'namespace', namespace ?? 'default') : reference
  }
  const placed = withReferences(moved, place)
  return placed === value ? document : withValue(document, placed)
}

function inNamespace(value: Mapping, namespace: string | null | undefined, called: string | undefined): Mapping {
  const isNamespace = ownValue(value, 'kind') === 'Namespace' && ownValue(value, 'apiVersion') === 'v1'
  const changed = isNamespace ? called : isNamespaced(value) ? namespace : undefined
  if (changed === null)
    return isMapping(ownValue(value, 'metadata')) ? withKey(value, 'metadata', withoutNamespace(ownValue(value, 'metadata'))) : value
  const key = isNamespace ? 'name' : 'namespace'
  return changed === undefined ? value : withKey(value, 'metadata', withKey(ownValue(value, 'metadata'), key, changed))
}

function withoutNamespace(metadata: unknown): Mapping {
  const copy = withKey(metadata, 'namespace', undefined) as Record<string, unknown>
  delete copy['namespace']
  return copy
}

function withReferences(object: Mapping, place: (reference: unknown) => unknown): Mapping {
  switch (ownValue(object, 'kind')) {
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return withItems(object, 'subjects', subject =>
        isMapping(subject) && ownValue(subject, 'kind') === 'ServiceAccount' ? place(subject) : subject
      )
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return withItems(object, 'webhooks', webhook => at(webhook, ['clientConfig', 'service'], place))
    case 'APIService':
      return at(object, ['spec', 'service'], place) as Mapping
    case 'CustomResourceDefinition':
      return at(object, ['spec', 'conversion', 'webhook', 'clientConfig', 'service'], place) as Mapping
    default:
      return object
  }
}

function withItems(object: Mapping, key: string, change: (item: unknown) => unknown): Mapping {
  const list = ownValue(object, key)
  return Array.isArray(list) ? withKey(object, key, list.map(change)) : object
}

/** A copy in which what is at a path, if anything, is changed. */
function at(value: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  return isMapping(value) && Object.hasOwn(value, step) ? withKey(value, step, at(ownValue(value, step), rest, change)) : value
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
