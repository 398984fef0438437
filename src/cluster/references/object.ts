import { apiGroup } from '../../k8s/api-group.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { FieldRef } from '../field-ref.ts'
import type { Resource } from '../resource.ts'
import type { Reference } from './reference.ts'

type Collect = (resource: Resource) => Iterable<Reference>

/** What the objects of a kind name, their pods aside. */
const byKind: ReadonlyMap<string, Collect> = new Map<string, Collect>([
  ['Ingress.networking.k8s.io', ingressReferences],
  ['MutatingWebhookConfiguration.admissionregistration.k8s.io', webhookReferences],
  ['ValidatingWebhookConfiguration.admissionregistration.k8s.io', webhookReferences],
  ['APIService.apiregistration.k8s.io', resource => service(resource, ['spec', 'service'])],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    resource => service(resource, ['spec', 'conversion', 'webhook', 'clientConfig', 'service']),
  ],
  ['PersistentVolumeClaim.', resource => storageClass(resource, ['spec', 'storageClassName'])],
  ['StatefulSet.apps', statefulSetReferences],
  ['Secret.', tokenReferences],
])

/** What an object itself names: its namespace, its owners, and what its kind has. */
export function* objectReferences(resource: Resource): Generator<Reference> {
  const { type, namespace, object } = resource
  if (namespace !== null && !builtInNamespaces.has(namespace))
    yield {
      family: 'namespace',
      from: resource,
      at: new FieldRef(resource, ['metadata', 'namespace']),
      group: '',
      kind: 'Namespace',
      namespace: null,
      name: namespace,
    }
  for (const [index, owner] of (object.metadata?.ownerReferences ?? []).entries()) {
    const { apiVersion = '', kind = '', name } = owner as { readonly apiVersion?: string; readonly kind?: string; readonly name?: string }
    const group = apiGroup(apiVersion)
    const at = new FieldRef(resource, ['metadata', 'ownerReferences', index, 'name'])
    if (name) yield { family: 'owner', from: resource, at, group, kind, namespace, name }
  }
  const collect = byKind.get(`${type.kind}.${type.group}`)
  if (collect !== undefined) yield* collect(resource)
}

const builtInNamespaces: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease'])

interface Backend {
  readonly service?: { readonly name?: string }
}
interface IngressSpec {
  readonly ingressClassName?: string
  readonly defaultBackend?: Backend
  readonly tls?: readonly { readonly secretName?: string }[]
  readonly rules?: readonly { readonly http?: { readonly paths?: readonly { readonly backend?: Backend }[] } }[]
}

function* ingressReferences(resource: Resource): Generator<Reference> {
  const spec = (valueAt(resource.object, ['spec']) ?? {}) as IngressSpec
  const at = new FieldRef(resource, ['spec'])
  const { namespace } = resource
  const backend = (written: Backend | undefined, place: FieldRef): Reference[] => {
    const name = written?.service?.name
    return name
      ? [{ family: 'ingress-service', from: resource, at: place.child('service', 'name'), group: '', kind: 'Service', namespace, name }]
      : []
  }
  yield* backend(spec.defaultBackend, at.child('defaultBackend'))
  for (const [r, { http }] of (spec.rules ?? []).entries())
    for (const [p, path] of (http?.paths ?? []).entries()) yield* backend(path.backend, at.child('rules', r, 'http', 'paths', p, 'backend'))
  for (const [index, { secretName: name }] of (spec.tls ?? []).entries())
    if (name)
      yield { family: 'tls-secret', from: resource, at: at.child('tls', index, 'secretName'), group: '', kind: 'Secret', namespace, name }
  const name = spec.ingressClassName
  if (name)
    yield {
      family: 'ingress-class',
      from: resource,
      at: at.child('ingressClassName'),
      group: 'networking.k8s.io',
      kind: 'IngressClass',
      namespace: null,
      name,
    }
}

function* webhookReferences(resource: Resource): Generator<Reference> {
  const webhooks = (valueAt(resource.object, ['webhooks']) ?? []) as readonly unknown[]
  for (const index of webhooks.keys()) yield* service(resource, ['webhooks', index, 'clientConfig', 'service'])
}

/** A Service named with its namespace, by what the API server calls. */
function* service(resource: Resource, path: readonly (string | number)[]): Generator<Reference> {
  const named = valueAt(resource.object, path) as { readonly namespace?: string; readonly name?: string } | undefined
  if (!named?.name || !named.namespace) return
  const at = new FieldRef(resource, [...path, 'name'])
  yield { family: 'webhook-service', from: resource, at, group: '', kind: 'Service', namespace: named.namespace, name: named.name }
}

function* storageClass(resource: Resource, path: readonly (string | number)[]): Generator<Reference> {
  const name = valueAt(resource.object, path)
  if (typeof name !== 'string' || name === '') return
  const at = new FieldRef(resource, path)
  yield { family: 'storage-class', from: resource, at, group: 'storage.k8s.io', kind: 'StorageClass', namespace: null, name }
}

function* statefulSetReferences(resource: Resource): Generator<Reference> {
  const name = valueAt(resource.object, ['spec', 'serviceName'])
  const at = new FieldRef(resource, ['spec', 'serviceName'])
  if (typeof name === 'string' && name !== '')
    yield { family: 'governing-service', from: resource, at, group: '', kind: 'Service', namespace: resource.namespace, name }
  const claims = (valueAt(resource.object, ['spec', 'volumeClaimTemplates']) ?? []) as readonly unknown[]
  for (const index of claims.keys()) yield* storageClass(resource, ['spec', 'volumeClaimTemplates', index, 'spec', 'storageClassName'])
}

const accountAnnotation = 'kubernetes.io/service-account.name'

function* tokenReferences(resource: Resource): Generator<Reference> {
  if (valueAt(resource.object, ['type']) !== 'kubernetes.io/service-account-token') return
  const annotations = resource.object.metadata?.annotations ?? {}
  const name = Object.hasOwn(annotations, accountAnnotation) ? annotations[accountAnnotation] : undefined
  if (!name || name === 'default') return
  const at = new FieldRef(resource, ['metadata', 'annotations', accountAnnotation])
  yield { family: 'token-account', from: resource, at, group: '', kind: 'ServiceAccount', namespace: resource.namespace, name }
}
