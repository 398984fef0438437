import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Protocol } from './connections.ts'
import { portsOf } from './service-targets.ts'
import { objectIn } from './unchecked.ts'

/** A port of a Service that a workload is told to use. */
export interface NamedService {
  readonly template: PodTemplate
  readonly service: Resource
  readonly port: number
  readonly protocol: Protocol
  /** Where it is told. */
  readonly at: FieldRef
  /** How the text is called: the variable, the key, `args`. */
  readonly source: string
}

interface Told {
  readonly text: string
  readonly at: FieldRef
  readonly source: string
  /** Whether a bare name in it is surely that of a host. */
  readonly isHost: boolean
}

const schemePorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['redis', 6379],
  ['rediss', 6379],
  ['mongodb', 27017],
  ['amqp', 5672],
  ['amqps', 5671],
  ['nats', 4222],
  ['memcached', 11211],
  ['ldap', 389],
  ['smtp', 25],
])
const hostVariable = /(^|_)(HOST|HOSTNAME|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVER|BROKER|BROKERS|DSN|UPSTREAM)$/i
/** Variables and keys whose hosts are those of clients, or that nobody connects to. */
const otherHosts = /ORIGIN|CORS|ALLOW|NO_PROXY|REDIRECT|CALLBACK|PUBLIC|EXTERNAL|ISSUER|SERVER_NAME/i
const comment = /^\s*(#|\/\/|;)/
const separators = /[\s"'`,;=()<>[\]{}|]+/
const longestText = 65_536
const longestToken = 300

/** What the environment, the arguments and the configuration of pods say about Services of the input. */
export function namedServices(cluster: Cluster): readonly NamedService[] {
  if (!cluster.has('', 'Service')) return []
  return cluster.podTemplates.flatMap(template => {
    const found = new Map<string, NamedService>()
    for (const told of toldTo(template, cluster)) {
      if (otherHosts.test(told.source)) continue
      for (const named of servicesIn(told, template, cluster)) {
        const key = `${named.service.namespace}/${named.service.name}/${named.protocol} ${named.port}`
        if (!found.has(key)) found.set(key, named)
      }
    }
    return [...found.values()]
  })
}

function* toldTo(template: PodTemplate, cluster: Cluster): Generator<Told> {
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [c, container] of (template.spec[list] ?? []).entries()) {
      const at = template.specAt.child(list, c)
      for (const [e, variable] of (container.env ?? []).entries()) {
        const source = variable.name ?? ''
        const isHost = hostVariable.test(source)
        if (variable.value !== undefined) yield { text: variable.value, at: at.child('env', e, 'value'), source, isHost }
        const from = variable.valueFrom?.configMapKeyRef
        const text = from === undefined ? undefined : dataOf(cluster, template.namespace, from.name)[from.key ?? '']
        if (typeof text === 'string') yield { text, at: at.child('env', e, 'name'), source, isHost }
      }
      for (const { configMapRef } of container.envFrom ?? []) yield* allOf(cluster, template.namespace, configMapRef?.name, true)
      for (const field of ['args', 'command'] as const)
        for (const [i, text] of (container[field] ?? []).entries()) yield { text, at: at.child(field, i), source: field, isHost: false }
    }
  }
  for (const { configMap } of template.spec.volumes ?? []) {
    const keys = configMap?.items?.map(({ key = '' }) => key)
    yield* allOf(cluster, template.namespace, configMap?.name, false, keys && new Set(keys))
  }
}

/** What a ConfigMap holds: under every key, or under those that are asked for. */
function* allOf(
  cluster: Cluster,
  namespace: string,
  name: string | undefined,
  isEnvironment: boolean,
  keys?: ReadonlySet<string>
): Generator<Told> {
  const resource = name === undefined ? undefined : cluster.find('', 'ConfigMap', namespace, name)
  if (resource === undefined) return
  for (const [key, text] of Object.entries(objectIn(resource.object, 'data') ?? {})) {
    const isHost = isEnvironment && hostVariable.test(key)
    if (typeof text !== 'string' || keys?.has(key) === false) continue
    yield { text, at: new FieldRef(resource, ['data', key]), source: key, isHost }
  }
}

function dataOf(cluster: Cluster, namespace: string, name = ''): Readonly<Record<string, unknown>> {
  const data = objectIn(cluster.find('', 'ConfigMap', namespace, name)?.object, 'data') ?? {}
  return Object.assign(Object.create(null), data)
}

function servicesIn({ text, at, source, isHost }: Told, template: PodTemplate, cluster: Cluster): readonly NamedService[] {
  // a scheme and a port have a colon, a domain of Services has its `svc`
  const maySay = (part: string): boolean => isHost || part.includes(':') || part.includes('.svc')
  if (!maySay(text)) return []
  const said = text
    .slice(0, longestText)
    .split('\n')
    .filter(line => maySay(line) && !comment.test(line))
  return said
    .flatMap(line => line.split(separators))
    .flatMap(token => {
      const host = token.length > longestToken || !maySay(token) ? undefined : hostOf(token)
      const service = host && serviceNamed(cluster, template.namespace, host.labels)
      if (host === undefined || service === undefined) return []
      const isSure = host.port !== undefined || host.scheme !== undefined || host.labels[2] === 'svc' || (isHost && token === text.trim())
      const wanted = host.port ?? schemePorts.get(host.scheme ?? '')
      const ports = portsOf(service)
      const port = wanted === undefined && ports.length === 1 ? ports[0] : ports.find(each => each.port === wanted)
      if (!isSure || port?.port === undefined) return []
      return [{ template, service, port: port.port, protocol: (port.protocol ?? 'TCP') as Protocol, at, source }]
    })
}

interface Host {
  readonly labels: readonly string[]
  readonly scheme: string | undefined
  readonly port: number | undefined
}

/** `scheme://user@host:port/path`, or a part of it from the host on. */
function hostOf(token: string): Host | undefined {
  const start = token.indexOf('://')
  const scheme = start === -1 ? undefined : token.slice(token.lastIndexOf(':', start - 1) + 1, start).toLowerCase()
  const rest = (start === -1 ? token : token.slice(start + 3)).split(/[/?#]/, 1)[0]!
  const authority = rest.slice(rest.lastIndexOf('@') + 1)
  const [name = '', port, ...others] = authority.split(':')
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name) || others.length > 0 || (port !== undefined && !/^\d{1,5}$/.test(port))) return undefined
  return { labels: name.split('.'), scheme, port: port === undefined ? undefined : Number(port) }
}

/** The Service of the input that a host's name means: `db`, `db.shop`, `db.shop.svc`, with the cluster's domain or without. */
function serviceNamed(cluster: Cluster, own: string, [name = '', namespace = own, svc = 'svc']: readonly string[]): Resource | undefined {
  return svc === 'svc' ? cluster.find('', 'Service', namespace, name) : undefined
}
