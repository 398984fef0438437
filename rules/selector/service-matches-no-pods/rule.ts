import {
  asWritten,
  type Context,
  declaresAllPods,
  defineRule,
  FieldRef,
  isOwnLabel,
  mayHaveLabel,
  nearestName,
  objectAs,
  PodLabelIndex,
  type PodTemplate,
  type Resource,
  resourceTitle,
  type Service,
  valueAt,
} from '../../kit.ts'

type Labels = Readonly<Record<string, string>>

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
const podLabels = (cluster: ConstructorParameters<typeof PodLabelIndex>[0]): PodLabelIndex => new PodLabelIndex(cluster)

/** Endpoints that somebody keeps by hand. */
function hasOwnEndpoints({ name }: Resource, namespace: string, { cluster }: Context<string>): boolean {
  if (name === null) return false
  const slices = cluster.ofKind('discovery.k8s.io', 'EndpointSlice').filter(slice => slice.namespace === namespace)
  return (
    cluster.find('', 'Endpoints', namespace, name) !== undefined ||
    slices.some(({ object }) => valueAt(object, ['metadata', 'labels', 'kubernetes.io/service-name']) === name)
  )
}

interface Nearest {
  readonly template: PodTemplate
  /** The first label that is not as selected. */
  readonly key: string
  readonly written: string | undefined
}

/** The pods that have most of the labels, or a label spelt almost like one of them. */
function nearestTemplate(selector: Labels, templates: readonly PodTemplate[]): Nearest | undefined {
  let best: (Nearest & { readonly score: number }) | undefined
  for (const template of templates) {
    const labels = template.metadata.labels ?? {}
    const missing = Object.keys(selector).filter(key => !mayHaveLabel(template, key, selector[key]!))
    const similar = missing.find(
      key => Object.hasOwn(labels, key) && nearestName(selector[key]!, [labels[key]!, labels[key]!.replaceAll('-', '')]) !== undefined
    )
    const matched = Object.keys(selector).length - missing.length
    const score = matched * 2 + (similar === undefined ? 0 : 1)
    const key = similar ?? missing[0]!
    if (score > (best?.score ?? 0)) best = { template, key, written: Object.hasOwn(labels, key) ? labels[key] : undefined, score }
  }
  return best
}

/** The finding at the label that differs, with the place of the other. */
function comparison(resource: Resource, selector: Labels, { template, key, written }: Nearest) {
  const at = new FieldRef(resource, ['spec', 'selector', key])
  const other = `the pods of ${resourceTitle(template.owner)}`
  const theirs = template.metadataAt.child('labels', ...(written === undefined ? [] : [key]))
  if (written === undefined)
    return {
      at,
      related: [{ at: theirs, message: `${other} have no label ${key}` }],
      help: `Add ${key}: ${selector[key]} to the labels of ${other}, or select labels that they have.`,
    }
  return {
    at,
    related: [{ at: theirs, message: `${other} have ${key}=${written}` }],
    help: `Write ${key}: ${written} here, or ${key}: ${selector[key]} in the labels of ${other}.`,
    fixes: [{ title: `Write ${key}: ${written}`, safe: false, edits: [{ at, text: asWritten(written, resource.document) }] }],
  }
}
