import { apiGroup } from '../../k8s/api-group.ts'
import { type FieldPath, valueAt } from '../../k8s/field-path.ts'
import { FieldRef } from '../field-ref.ts'
import type { Resource } from '../resource.ts'
import type { Reference, ReferenceSink } from './reference.ts'

type Collect = (resource: Resource, sink: ReferenceSink) => void

/** What the objects of a kind name, their pods aside; by kind, since few have any. */
const byKind: ReadonlyMap<string, readonly [group: string, collect: Collect]> = new Map<string, readonly [string, Collect]>([
  ['Ingress', ['networking.k8s.io', addOfIngress]],
  ['MutatingWebhookConfiguration', ['admissionregistration.k8s.io', addOfWebhooks]],
  ['ValidatingWebhookConfiguration', ['admissionregistration.k8s.io', addOfWebhooks]],
  ['APIService', ['apiregistration.k8s.io', (resource, sink) => addService(resource, ['spec', 'service'], sink)]],
  [
    'CustomResourceDefinition',
    ['apiextensions.k8s.io', (resource, sink) => addService(resource, ['spec', 'conversion', 'webhook', 'clientConfig', 'service'], sink)],
  ],
  ['PersistentVolumeClaim', ['', (resource, sink) => addStorageClass(resource, ['spec', 'storageClassName'], sink)]],
  ['StatefulSet', ['apps', addOfStatefulSet]],
  ['Secret', ['', addOfToken]],
])

/** Gives what an object itself names beside its namespace: its owners, and what its kind has. */
export function addObjectReferences(resource: Resource, sink: ReferenceSink): void {
  const { type, namespace, object } = resource
  const owners = object.metadata?.ownerReferences
  if (owners !== undefined)
    for (const [index, owner] of owners.entries()) {
      const { apiVersion = '', kind = '', name } = owner as { readonly apiVersion?: string; readonly kind?: string; readonly name?: string }
      const group = apiGroup(apiVersion)
      const at = new FieldRef(resource, ['metadata', 'ownerReferences', index, 'name'])
      if (name && sink.wants(group, kind, namespace, name)) sink.add({ family: 'owner', from: resource, at, group, kind, namespace, name })
    }
  const own = byKind.get(type.kind)
  if (own?.[0] === type.group) own[1](resource, sink)
}

/** The namespace of an object, where somebody must create it. */
export function namespaceReference(resource: Resource): Reference | undefined {
  const { namespace: name } = resource
  if (name === null || builtInNamespaces.has(name)) return undefined
  const at = new FieldRef(resource, ['metadata', 'namespace'])
  return { family: 'namespace', from: resource, at, group: '', kind: 'Namespace', namespace: null, name }
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

function addOfIngress(resource: Resource, { wants, add }: ReferenceSink): void {
  const spec = (valueAt(resource.object, ['spec']) ?? {}) as IngressSpec
  const at = new FieldRef(resource, ['spec'])
  const { namespace } = resource
  const addBackend = (written: Backend | undefined, place: FieldRef): void => {
    const name = written?.service?.name
    if (name && wants('', 'Service', namespace, name))
      add({ family: 'ingress-service', from: resource, at: place.child('service', 'name'), group: '', kind: 'Service', namespace, name })
  }
  addBackend(spec.defaultBackend, at.child('defaultBackend'))
  for (const [r, { http }] of (spec.rules ?? []).entries())
    for (const [p, path] of (http?.paths ?? []).entries()) addBackend(path.backend, at.child('rules', r, 'http', 'paths', p, 'backend'))
  for (const [index, { secretName: name }] of (spec.tls ?? []).entries())
    if (name && wants('', 'Secret', namespace, name))
      add({ family: 'tls-secret', from: resource, at: at.child('tls', index, 'secretName'), group: '', kind: 'Secret', namespace, name })
  const name = spec.ingressClassName
  if (name && wants('networking.k8s.io', 'IngressClass', null, name))
    add({
      family: 'ingress-class',
      from: resource,
      at: at.child('ingressClassName'),
      group: 'networking.k8s.io',
      kind: 'IngressClass',
      namespace: null,
      name,
    })
}

function addOfWebhooks(resource: Resource, sink: ReferenceSink): void {
  const webhooks = (valueAt(resource.object, ['webhooks']) ?? []) as readonly unknown[]
  for (const index of webhooks.keys()) addService(resource, ['webhooks', index, 'clientConfig', 'service'], sink)
}

/** A Service named with its namespace, by what the API server calls. */
function addService(resource: Resource, path: FieldPath, { wants, add }: ReferenceSink): void {
  const named = valueAt(resource.object, path) as { readonly namespace?: string; readonly name?: string } | undefined
  if (!named?.name || !named.namespace || !wants('', 'Service', named.namespace, named.name)) return
  const at = new FieldRef(resource, [...path, 'name'])
  add({ family: 'webhook-service', from: resource, at, group: '', kind: 'Service', namespace: named.namespace, name: named.name })
}

function addStorageClass(resource: Resource, path: FieldPath, { wants, add }: ReferenceSink): void {
  const name = valueAt(resource.object, path)
  if (typeof name !== 'string' || name === '' || !wants('storage.k8s.io', 'StorageClass', null, name)) return
  const at = new FieldRef(resource, path)
  add({ family: 'storage-class', from: resource, at, group: 'storage.k8s.io', kind: 'StorageClass', namespace: null, name })
}

function addOfStatefulSet(resource: Resource, sink: ReferenceSink): void {
  const name = valueAt(resource.object, ['spec', 'serviceName'])
  const at = new FieldRef(resource, ['spec', 'serviceName'])
  if (typeof name === 'string' && name !== '' && sink.wants('', 'Service', resource.namespace, name))
    sink.add({ family: 'governing-service', from: resource, at, group: '', kind: 'Service', namespace: resource.namespace, name })
  const claims = (valueAt(resource.object, ['spec', 'volumeClaimTemplates']) ?? []) as readonly unknown[]
  for (const index of claims.keys()) addStorageClass(resource, ['spec', 'volumeClaimTemplates', index, 'spec', 'storageClassName'], sink)
}

const accountAnnotation = 'kubernetes.io/service-account.name'

function addOfToken(resource: Resource, { wants, add }: ReferenceSink): void {
  if (valueAt(resource.object, ['type']) !== 'kubernetes.io/service-account-token') return
  const annotations = resource.object.metadata?.annotations ?? {}
  const name = Object.hasOwn(annotations, accountAnnotation) ? annotations[accountAnnotation] : undefined
  if (!name || name === 'default' || !wants('', 'ServiceAccount', resource.namespace, name)) return
  const at = new FieldRef(resource, ['metadata', 'annotations', accountAnnotation])
  add({ family: 'token-account', from: resource, at, group: '', kind: 'ServiceAccount', namespace: resource.namespace, name })
}
