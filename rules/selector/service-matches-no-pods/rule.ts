import {
  type Cluster,
  type Context,
  declaresAllPods,
  defineRule,
  FieldRef,
  isOwnLabel,
  objectAs,
  podLabels,
  type Resource,
  type Service,
  valueAt,
} from '../../kit.ts'
import { comparison, nearestTemplate } from './nearest-pods.ts'

export default defineRule({
  id: 'selector/service-matches-no-pods',
  summary: 'A Service whose selector no pod of its namespace has',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['service-no-pods'],
  peers: [
    { tool: 'kubescape', check: 'C-0293', same: false, difference: 'Reports where the pods may be elsewhere, too.' },
    { tool: 'kube-linter', check: 'dangling-service', same: false, difference: 'Also reports Services without a selector.' },
    { tool: 'kube-score', check: 'service-targets-pod', same: false, difference: 'Also reports where pods may come from elsewhere.' },
    { tool: 'kubescape', check: 'C-0073', same: false, difference: 'Looks at pods without an owner instead.' },
  ],
  when: { kinds: ['Service'] },
  messages: { none: 'Service {name} selects no pods: no pod in namespace {namespace} has {labels}.' },
  help: 'Select labels that the pods have.',
  fixable: 'unsafe',
  object(resource, context) {
    const { group, kind } = resource.type
    const { spec } = objectAs<Service>(resource)
    const namespace = resource.namespace
    const selector = spec?.selector ?? {}
    if (kind !== 'Service' || group !== '' || namespace === null || spec?.type === 'ExternalName') return
    if (Object.keys(selector).length === 0) return
    const index = context.simulate(podLabels)
    if (index.selectsAny(namespace, selector)) return
    if (hasOwnEndpoints(resource, namespace, context)) return
    const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`)
    const data = { name: resource.name ?? '', namespace, labels: `the label${labels.length === 1 ? '' : 's'} ${labels.join(', ')}` }
    const isCertain = declaresAllPods(context, namespace) && !Object.keys(selector).some(key => isOwnLabel(key, context))
    const presets = isCertain ? ['correctness', 'recommended'] : ['recommended']
    const at = new FieldRef(resource, ['spec', 'selector'], 'key')
    const near = nearestTemplate(selector, index.near(namespace, selector, comparedPods))
    context.report({
      at,
      message: 'none',
      data,
      presets,
      label: 'selected here',
      ...(near === undefined ? {} : comparison(resource, selector, near)),
    })
  },
})

/** A Service of a large namespace is compared with a few pods, so that many such Services stay cheap. */
const comparedPods = 100

/** Endpoints that somebody keeps by hand. */
function hasOwnEndpoints({ name }: Resource, namespace: string, { cluster, simulate }: Context<string>): boolean {
  if (name === null) return false
  if (cluster.find('', 'Endpoints', namespace, name) !== undefined) return true
  return cluster.has('discovery.k8s.io', 'EndpointSlice') && simulate(slicedServices).has(`${namespace}/${name}`)
}

/** The Services that slices name. */
function slicedServices(cluster: Cluster): ReadonlySet<string> {
  const slices = cluster.ofKind('discovery.k8s.io', 'EndpointSlice')
  return new Set(
    slices.flatMap(({ namespace, object }) => {
      const name = valueAt(object, ['metadata', 'labels', 'kubernetes.io/service-name'])
      return typeof name === 'string' ? [`${namespace}/${name}`] : []
    })
  )
}
