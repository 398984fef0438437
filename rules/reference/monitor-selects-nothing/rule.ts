import {
  type Cluster,
  customCluster,
  defineRule,
  FieldRef,
  type LabelSelector,
  matchesLabelSelector,
  type Resource,
  resourceTitle,
  valueAt,
} from '../../kit.ts'

const group = 'monitoring.coreos.com'

export default defineRule({
  id: 'reference/monitor-selects-nothing',
  summary: 'A ServiceMonitor or PodMonitor that selects nothing',
  severity: 'info',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['ref-prometheus-operator'],
  peers: [{ tool: 'kube-linter', check: 'dangling-servicemonitor', same: false, difference: 'Looks at no PodMonitor, and at no port.' }],
  when: { kinds: ['ServiceMonitor', 'PodMonitor'], declarations: true },
  messages: {
    none: '{title} selects no {what} of the input: Prometheus scrapes nothing for it.',
    port: '{title} scrapes port {port}, which no {what} that it selects has: Prometheus drops every target.',
  },
  help: 'Select labels and ports that the {what} has.',
  cluster(context) {
    const cluster = customCluster(context)
    for (const kind of ['ServiceMonitor', 'PodMonitor']) {
      const isService = kind === 'ServiceMonitor'
      const monitors = cluster.ofKind(group, kind).filter(({ role }) => role === 'input')
      const targets = monitors.length === 0 ? [] : isService ? services(cluster) : pods(cluster)
      const byLabel = labelIndex(targets)
      for (const monitor of monitors) {
        const { object } = monitor
        const selector = selectorIn(valueAt(object, ['spec', 'selector']))
        const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => byLabel.get(`${key}=${value}`) ?? [])
        const candidates = labels.sort((a, b) => a.length - b.length)[0] ?? targets
        const selected = candidates.filter(target => isIn(monitor, target.namespace) && matchesLabelSelector(selector, target.labels))
        const data = { title: resourceTitle(monitor), what: isService ? 'Service' : 'pod', port: '' }
        const at = new FieldRef(monitor, ['spec', 'selector'], 'key')
        if (targets.length > 0 && selected.length === 0) context.report({ at, message: 'none', data })
        const list = isService ? 'endpoints' : 'podMetricsEndpoints'
        const endpoints = valueAt(object, ['spec', list])
        if (!Array.isArray(endpoints) || selected.length === 0) continue
        for (const [index, endpoint] of endpoints.entries()) {
          const port = valueAt(endpoint, ['port'])
          if (typeof port !== 'string' || selected.some(({ ports }) => ports.includes(port))) continue
          context.report({ at: new FieldRef(monitor, ['spec', list, index, 'port']), message: 'port', data: { ...data, port } })
        }
      }
    }
  },
})

/** A selector of an object that nobody has decoded: what is none is left out. */
function selectorIn(written: unknown): LabelSelector {
  const labels = valueAt(written, ['matchLabels'])
  const expressions = valueAt(written, ['matchExpressions'])
  const isText = (value: unknown): value is string => typeof value === 'string'
  return {
    matchLabels: Object.fromEntries(
      Object.entries(typeof labels === 'object' && labels !== null ? labels : {}).filter(([, value]) => isText(value))
    ),
    matchExpressions: (Array.isArray(expressions) ? expressions : []).map(expression => {
      const values = valueAt(expression, ['values'])
      const [key, operator] = [valueAt(expression, ['key']), valueAt(expression, ['operator'])]
      return {
        key: isText(key) ? key : '',
        operator: isText(operator) ? operator : '',
        values: Array.isArray(values) ? values.filter(isText) : [],
      }
    }),
  }
}

interface ScrapeTarget {
  readonly namespace: string | null
  readonly labels: Readonly<Record<string, string>>
  readonly ports: readonly string[]
}

function services(cluster: Cluster): readonly ScrapeTarget[] {
  return cluster.ofKind('', 'Service').map(({ namespace, object }) => {
    const ports = (valueAt(object, ['spec', 'ports']) ?? []) as readonly { readonly name?: string }[]
    return { namespace, labels: object.metadata?.labels ?? {}, ports: ports.flatMap(({ name }) => name ?? []) }
  })
}

function pods(cluster: Cluster): readonly ScrapeTarget[] {
  return cluster.podTemplates.map(({ namespace, metadata, spec }) => {
    const ports = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].flatMap(container => container.ports ?? [])
    return { namespace, labels: metadata.labels ?? {}, ports: ports.flatMap(({ name }) => name ?? []) }
  })
}

function labelIndex(targets: readonly ScrapeTarget[]): ReadonlyMap<string, readonly ScrapeTarget[]> {
  const index = new Map<string, ScrapeTarget[]>()
  for (const target of targets)
    for (const [key, value] of Object.entries(target.labels)) {
      const list = index.get(`${key}=${value}`)
      if (list === undefined) index.set(`${key}=${value}`, [target])
      else list.push(target)
    }
  return index
}

function isIn({ object, namespace }: Resource, wanted: string | null): boolean {
  const selector = valueAt(object, ['spec', 'namespaceSelector'])
  const names = valueAt(selector, ['matchNames'])
  if (valueAt(selector, ['any']) === true) return true
  if (Array.isArray(names) && names.length > 0) return names.includes(wanted)
  return namespace === null || namespace === wanted
}
