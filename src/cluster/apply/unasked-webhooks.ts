import { type Attributes, attributesOf } from '../../apiserver/admission/admission-policy/attributes.ts'
import { isExempt } from '../../apiserver/admission/admission-policy/exempt-kinds.ts'
import { matchResources } from '../../apiserver/admission/admission-policy/match-resources.ts'
import type { ResourceRule } from '../../apiserver/admission/admission-policy/policy-objects.ts'
import type { StoredView } from '../../apiserver/admission/admission-view.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import type { Cluster } from '../cluster.ts'
import type { Environment } from '../environment.ts'
import { FieldRef } from '../field-ref.ts'
import { type Resource, resourceTitle } from '../resource.ts'

const group = 'admissionregistration.k8s.io'
const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const

interface Webhook {
  readonly name?: string
  readonly rules?: readonly ResourceRule[]
  readonly matchPolicy?: string
  readonly namespaceSelector?: LabelSelector
  readonly objectSelector?: LabelSelector
}
interface Configuration extends KubernetesObject {
  readonly webhooks?: readonly Webhook[]
}

/** A webhook that the server would ask about objects of the input, and that nobody asks here. */
export interface UnaskedWebhook {
  readonly question: 'admission'
  /** The first object that it would be asked about. */
  readonly at: FieldRef
  readonly missing: readonly string[]
  readonly message: string
}

/** A request that a webhook may be asked about. */
interface Asked {
  readonly order: number
  readonly title: string
  readonly at: FieldRef
  readonly attributes: Attributes
}

/** The webhooks of a cluster that match objects of the input, or pods that controllers make of them; each once. */
export function unaskedWebhooks(cluster: Cluster, environment: Environment): readonly UnaskedWebhook[] {
  const view: StoredView = {
    find: (of, kind, namespace, name) => cluster.find(of, kind, namespace, name)?.object,
    list: (of, kind) => cluster.ofKind(of, kind).map(({ object }) => object),
  }
  const asked = [...askedAbout(environment), ...askedPods(cluster, environment)].filter(({ attributes }) => !isExempt(attributes))
  return kinds
    .flatMap(kind => cluster.ofKind(group, kind))
    .flatMap(configuration => {
      const since = configuration.role === 'input' ? configuration.order : -1
      return ((configuration.object as Configuration).webhooks ?? []).flatMap(webhook => {
        const { rules: resourceRules = [] } = webhook
        if (resourceRules.length === 0) return []
        const match = { ...webhook, resourceRules }
        const matched = asked.filter(
          ({ order, attributes }) => order > since && matchResources(match, attributes, view, environment.version) !== undefined
        )
        return matched[0] === undefined ? [] : [questionOf(webhook, configuration, matched[0], matched.length)]
      })
    })
}

function questionOf({ name = '' }: Webhook, configuration: Resource, { title, at }: Asked, count: number): UnaskedWebhook {
  const others = count > 1 ? ` and ${count - 1} more` : ''
  const message = `Webhook ${name} of ${resourceTitle(configuration)} is not evaluated; the API server asks it about ${title}${others}`
  return { question: 'admission', at, missing: [`webhook ${name}`], message }
}

function askedAbout({ requests }: Environment): readonly Asked[] {
  return requests
    .filter(({ resource }) => resource.role === 'input')
    .map(({ resource, operation, verdict }) => {
      const { order, type, namespace, name } = resource
      const request = { operation, type, object: verdict.stored, namespace, name, decodeErrors: [] }
      return { order, title: resourceTitle(resource), at: new FieldRef(resource, []), attributes: attributesOf(request, {}) }
    })
}

function askedPods({ podTemplates }: Cluster, { version }: Environment): readonly Asked[] {
  const type = findResourceType('v1', 'Pod', version)
  if (type === undefined) return []
  return podTemplates
    .filter(({ owner }) => owner.role === 'input' && owner.type.kind !== 'Pod')
    .map(({ owner, namespace, metadata, spec, specAt }) => {
      const request = { operation: 'create' as const, type, object: { metadata, spec }, namespace, name: null, decodeErrors: [] }
      const attributes = attributesOf({ ...request, fromController: true }, {})
      return { order: owner.order, title: `the pods of ${resourceTitle(owner)}`, at: specAt, attributes }
    })
}
