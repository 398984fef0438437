import type { FieldPath } from '../../k8s/field-path.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { Container, PodSpec } from '../../k8s/types.ts'
import type { Cluster } from '../cluster.ts'
import { FieldRef } from '../field-ref.ts'
import type { PodTemplate } from '../pod-template.ts'
import type { Resource } from '../resource.ts'

type Labels = Readonly<Record<string, string>>

/** What an operator makes of a custom resource. */
interface Operated {
  /** The labels that it gives the pods, beside those that the resource asks for. */
  labels(name: string): Labels
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol?: string }[]
}

const prometheusOperator = 'prometheus-operator'

function monitoring(app: string, ports: Operated['ports']): Operated {
  return {
    labels: name => ({
      'app.kubernetes.io/name': app,
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/managed-by': prometheusOperator,
      [app]: name,
    }),
    ports,
  }
}

/** By `kind.group`. Mirrors prometheus-operator's pkg/prometheus, pkg/alertmanager and pkg/thanos, v0.80. */
const operated: ReadonlyMap<string, Operated> = new Map<string, Operated>([
  ['Prometheus.monitoring.coreos.com', monitoring('prometheus', [{ name: 'web', containerPort: 9090 }])],
  ['PrometheusAgent.monitoring.coreos.com', monitoring('prometheus-agent', [{ name: 'web', containerPort: 9090 }])],
  [
    'Alertmanager.monitoring.coreos.com',
    monitoring('alertmanager', [
      { name: 'web', containerPort: 9093 },
      { name: 'mesh-tcp', containerPort: 9094 },
      { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' },
    ]),
  ],
  [
    'ThanosRuler.monitoring.coreos.com',
    monitoring('thanos-ruler', [
      { name: 'web', containerPort: 10902 },
      { name: 'grpc', containerPort: 10901 },
    ]),
  ],
])

const templatePath: FieldPath = ['spec', 'template']
const podMetadataPath: FieldPath = ['spec', 'podMetadata']

/**
 * The pods that an operator makes of an object of a foreign group, as far as the resource says: one that holds a pod template, or one of a kind
 * whose operator is known. Nobody may have checked its values. Undefined where it makes none that is known.
 */
function customPodsOf(resource: Resource): PodTemplate | undefined {
  const { type, object, name } = resource
  const own = operated.get(`${type.kind}.${type.group}`)
  const isTemplate = Array.isArray(valueAt(object, [...templatePath, 'spec', 'containers'])) || type.kind.startsWith('VirtualMachine')
  const metadataPath: FieldPath = own === undefined && isTemplate ? [...templatePath, 'metadata'] : podMetadataPath
  const written = labelsAt(object, [...metadataPath, 'labels'])
  if (own === undefined && written === undefined) return undefined
  const ports = own?.ports.map(port => ({ protocol: 'TCP', ...port }))
  const replicas = valueAt(object, ['spec', 'replicas'])
  return {
    owner: resource,
    namespace: resource.namespace ?? 'default',
    metadata: { labels: Object.assign(Object.create(null), own?.labels(name ?? ''), written) as Labels },
    spec: ports === undefined ? uncheckedSpec(object) : { containers: [{ name: type.kind.toLowerCase(), ports }] },
    metadataAt: new FieldRef(resource, metadataPath),
    specAt: new FieldRef(resource, own === undefined ? [...templatePath, 'spec'] : ['spec']),
    replicas: typeof replicas === 'number' ? replicas : undefined,
  }
}

/** The pods that operators make of the custom resources of a cluster. */
export function allCustomPods(cluster: Cluster): readonly PodTemplate[] {
  return cluster.derived(allCustomPods, view => view.ofForeignGroups.flatMap(resource => customPodsOf(resource) ?? []))
}

function labelsAt(object: unknown, path: FieldPath): Labels | undefined {
  const labels = valueAt(object, path)
  if (typeof labels !== 'object' || labels === null) return undefined
  const texts = Object.entries(labels).filter(([, value]) => typeof value === 'string')
  return Object.assign(Object.create(null), Object.fromEntries(texts)) as Labels
}

/** Of a pod spec that nobody has checked, what matters to others: its network and its ports. */
function uncheckedSpec(object: unknown): PodSpec {
  const spec = valueAt(object, [...templatePath, 'spec'])
  const containers = listAt(spec, ['containers']).map((container): Container => {
    const name = valueAt(container, ['name'])
    const ports = listAt(container, ['ports']).flatMap(port => {
      const [containerPort, portName, protocol] = ['containerPort', 'name', 'protocol'].map(key => valueAt(port, [key]))
      if (typeof containerPort !== 'number') return []
      return [
        {
          containerPort,
          ...(typeof portName === 'string' && { name: portName }),
          ...(typeof protocol === 'string' && { protocol }),
        },
      ]
    })
    return { name: typeof name === 'string' ? name : '', ports }
  })
  return { containers, ...(valueAt(spec, ['hostNetwork']) === true && { hostNetwork: true }) }
}

function listAt(value: unknown, path: FieldPath): readonly unknown[] {
  const list = valueAt(value, path)
  return Array.isArray(list) ? list : []
}
