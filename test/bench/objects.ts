import { fields, podSpec, podTemplate } from './pods.ts'
import type { Random } from './random.ts'

type Fields = Record<string, unknown>

/** One application: a workload and what stands around it in a repository, all valid and nothing missing. */
export function application(name: string, namespace: string, random: Random): readonly Fields[] {
  const object = (apiVersion: string, kind: string, rest: Fields, ownName = name): Fields => ({
    apiVersion,
    kind,
    metadata: metadata(ownName, namespace, random),
    ...rest,
  })
  const maybe = (share: number, make: () => Fields): Fields[] => (random.chance(share) ? [make()] : [])
  const served = random.chance(0.7)
  return [
    workload(name, served, object, random),
    object('v1', 'ConfigMap', { data: settings(random) }, `${name}-settings`),
    object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
    ...(served ? [object('v1', 'Service', { spec: serviceSpec(name, random) })] : []),
    ...(served ? maybe(0.4, () => object('networking.k8s.io/v1', 'Ingress', { spec: ingressSpec(name) })) : []),
    ...maybe(0.4, () => object('v1', 'Secret', { type: 'Opaque', data: secret(random) }, `${name}-token`)),
    ...maybe(0.3, () => object('networking.k8s.io/v1', 'NetworkPolicy', { spec: networkPolicySpec(name) })),
    ...maybe(0.3, () => object('rbac.authorization.k8s.io/v1', 'Role', { rules: rules(random) })),
    ...maybe(0.2, () =>
      object('monitoring.example.com/v1', 'ServiceMonitor', { spec: { selector: selector(name), endpoints: [{ port: 'metrics' }] } })
    ),
  ]
}

function workload(
  name: string,
  served: boolean,
  object: (apiVersion: string, kind: string, rest: Fields) => Fields,
  random: Random
): Fields {
  const template = (): Fields => podTemplate(name, random)
  if (!served && random.chance(0.5)) {
    const spec = { ...podSpec(name, random), restartPolicy: 'OnFailure' }
    if (random.chance(0.4)) return object('batch/v1', 'Job', { spec: { ttlSecondsAfterFinished: 600, template: { spec } } })
    const schedule = `${random.between(0, 59)} */${random.between(2, 12)} * * *`
    return object('batch/v1', 'CronJob', {
      spec: { schedule, concurrencyPolicy: 'Forbid', jobTemplate: { spec: { backoffLimit: 2, template: { spec } } } },
    })
  }
  const kind = random.weighted([
    ['Deployment', 7],
    ['StatefulSet', 1],
    ['DaemonSet', 1],
    ['Pod', 1],
  ])
  if (kind === 'Pod') return object('v1', 'Pod', { spec: podSpec(name, random) })
  if (kind === 'DaemonSet') return object('apps/v1', kind, { spec: { selector: selector(name), template: template() } })
  if (kind === 'StatefulSet') {
    const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } } }
    return object('apps/v1', kind, {
      spec: { serviceName: name, replicas: 3, selector: selector(name), template: template(), volumeClaimTemplates: [claim] },
    })
  }
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } }
  return object('apps/v1', kind, {
    spec: fields({
      replicas: random.between(1, 5),
      revisionHistoryLimit: random.chance(0.4) ? 3 : undefined,
      strategy: random.chance(0.4) ? strategy : undefined,
      selector: selector(name),
      template: template(),
    }),
  })
}

function metadata(name: string, namespace: string, random: Random): Fields {
  const chart = { 'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': `chart-0.${random.between(0, 40)}.0` }
  const annotations = { description: `Serves "${name}": ask team ${random.between(1, 20)}`, 'example.com/checksum': hex(random, 64) }
  const app = name.replace(/-(?:settings|token)$/, '')
  return fields({
    name,
    namespace,
    labels: { app, 'app.kubernetes.io/name': app, ...(random.chance(0.6) ? chart : {}) },
    annotations: random.chance(0.25) ? annotations : undefined,
  })
}

function serviceSpec(name: string, random: Random): Fields {
  return {
    type: random.pick(['ClusterIP', 'ClusterIP', 'ClusterIP', 'LoadBalancer']),
    selector: { app: name },
    ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
  }
}

function ingressSpec(name: string): Fields {
  const host = `${name}.example.com`
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }]
  return { ingressClassName: 'public', rules: [{ host, http: { paths } }], tls: [{ hosts: [host], secretName: `${name}-tls` }] }
}

function networkPolicySpec(name: string): Fields {
  const from = [{ namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.9.0.0/16'] } }]
  return { podSelector: selector(name), policyTypes: ['Ingress'], ingress: [{ from, ports: [{ protocol: 'TCP', port: 8080 }] }] }
}

function rules(random: Random): readonly Fields[] {
  return random.times(1, 6, () => ({
    apiGroups: ['', 'apps'],
    resources: random.pick([['pods', 'pods/log'], ['deployments', 'statefulsets'], ['configmaps']]),
    verbs: ['get', 'list', 'watch'],
  }))
}

function selector(name: string): Fields {
  return { matchLabels: { app: name } }
}

function secret(random: Random): Fields {
  const encoded = (digits: number): string => Buffer.from(hex(random, digits)).toString('base64')
  return { token: encoded(40), 'bundle.crt': encoded(2800) }
}

function settings(random: Random): Fields {
  const line = (index: number): string =>
    random.pick([
      `option_${index} = ${random.between(1, 999)}`,
      '[section]',
      '# a remark, not a comment of YAML',
      `  nested: "item ${index}"`,
      '',
      'path = /var/lib/app',
    ])
  const part = (index: number): [string, string] => [`part-${index}.conf`, `first = 1\n${random.times(10, 80, line).join('\n')}\n`]
  return { LOG_LEVEL: 'info', FLAGS: 'a=true,b=false', ...Object.fromEntries(random.times(1, 4, part)) }
}

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.between(0, 15).toString(16)).join('')
}
