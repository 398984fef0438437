import { expect, test } from 'vitest'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import { apply } from '../../../src/cluster/apply/apply.ts'
import { unaskedWebhooks } from '../../../src/cluster/apply/unasked-webhooks.ts'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { allResourceTypes } from '../../../src/schema/resource-types.ts'
import { declarationsOf } from '../resource-of.ts'

const server = await loadApiServer(allResourceTypes(newestVersion), newestVersion)

/** What is said of the webhooks of a set, and where. */
function unasked(...objects: readonly object[]): readonly (readonly string[])[] {
  const resources = declarationsOf(objects).map(({ resource }) => ({
    ...resource!,
    object: server.defaults(resource!.written, resource!.type),
  }))
  const options = { server, world: 'open', version: newestVersion, refusedStay: true, cluster: [] } as const
  const environment = { version: newestVersion, world: 'open', requests: apply(resources, options) } as const
  return unaskedWebhooks(new Cluster(resources), environment).map(({ at, message }) => [at.resource.name ?? '', at.path.join('.'), message])
}

const configuration = (webhook: object = {}, kind = 'ValidatingWebhookConfiguration') => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
  metadata: { name: 'vet' },
  webhooks: [
    {
      name: 'vet.example.com',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      clientConfig: { service: { namespace: 'shop', name: 'vet' } },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods', 'configmaps'] }],
      ...webhook,
    },
  ],
})
const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop', labels: { app: 'a' } } }
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
  },
}
const about = (what: string, kind = 'ValidatingWebhookConfiguration') =>
  `Webhook vet.example.com of ${kind} vet is not evaluated; the API server asks it about ${what}`

test.each<[string, readonly object[], readonly (readonly string[])[]]>([
  ['an object', [configuration(), settings], [['settings', '', about('ConfigMap settings')]]],
  [
    'an object that it would change',
    [configuration({}, 'MutatingWebhookConfiguration'), settings],
    [['settings', '', about('ConfigMap settings', 'MutatingWebhookConfiguration')]],
  ],
  ['pods of a workload', [configuration(), web], [['web', 'spec.template.spec', about('the pods of Deployment web')]]],
  ['several objects, once', [configuration(), settings, web], [['settings', '', about('ConfigMap settings and 1 more')]]],
  ['nothing that comes before it', [settings, configuration()], []],
  ['nothing of other labels', [configuration({ objectSelector: { matchLabels: { app: 'b' } } }), settings], []],
  ['nothing without rules', [configuration({ rules: [] }), settings], []],
  [
    'what lies in a namespace of which nothing is known',
    [configuration({ namespaceSelector: { matchLabels: { a: 'b' } } }), settings],
    [['settings', '', about('ConfigMap settings')]],
  ],
  [
    'nothing in a namespace of other labels',
    [
      configuration({ namespaceSelector: { matchLabels: { a: 'b' } } }),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      settings,
    ],
    [],
  ],
  [
    'not itself',
    [configuration({ rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }] }), configuration()],
    [],
  ],
])('a webhook is asked about %s', (_, objects, expected) => {
  expect(unasked(...objects)).toEqual(expected)
})
