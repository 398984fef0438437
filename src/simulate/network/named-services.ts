import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Protocol } from './connections.ts'
import { hostsIn, mayNameHosts } from './hosts-in-text.ts'
import { portsOf } from './service-targets.ts'
import { objectIn, textIn } from './unchecked.ts'

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

/** What the environment, the arguments and the configuration of pods say about Services of the input. */
export function namedServices(cluster: Cluster): readonly NamedService[] {
  if (!cluster.has('', 'Service')) return []
  const texts = new ConfigTexts(cluster)
  return cluster.podTemplates.flatMap(template => {
    const told: Told[] = []
    addOfContainers(template, 'containers', texts, told)
    addOfContainers(template, 'initContainers', texts, told)
    addOfVolumes(template, texts, told)
    if (told.length === 0) return none
    const found = new Map<string, NamedService>()
    for (const each of told) {
      for (const named of servicesIn(each, template, cluster)) {
        const key = `${named.service.namespace}/${named.service.name}/${named.protocol} ${named.port}`
        if (!found.has(key)) found.set(key, named)
      }
    }
    return [...found.values()]
  })
}

const none: readonly NamedService[] = []

/** Whether a text may name a host that somebody connects to. */
function mayTell(text: string, source: string, isHost: boolean): boolean {
  return (isHost || mayNameHosts(text)) && !otherHosts.test(source)
}

function addOfContainers(
  { namespace, spec, specAt }: PodTemplate,
  list: 'containers' | 'initContainers',
  texts: ConfigTexts,
  told: Told[]
): void {
  const containers = spec[list] ?? []
  for (let c = 0; c < containers.length; c++) {
    const { env = [], envFrom = [], args = [], command = [] } = containers[c]!
    for (let e = 0; e < env.length; e++) {
      const { name: source = '', value, valueFrom } = env[e]!
      const from = valueFrom?.configMapKeyRef
      const isHost = hostVariable.test(source)
      if (value && mayTell(value, source, isHost)) told.push({ text: value, at: specAt.child(list, c, 'env', e, 'value'), source, isHost })
      const text = from === undefined ? undefined : texts.valueOf(namespace, from.name, from.key)
      if (text && mayTell(text, source, isHost)) told.push({ text, at: specAt.child(list, c, 'env', e, 'name'), source, isHost })
    }
    for (let e = 0; e < envFrom.length; e++)
      for (const each of texts.of(namespace, envFrom[e]!.configMapRef?.name)) told.push({ ...each, isHost: hostVariable.test(each.source) })
    for (let i = 0; i < args.length; i++)
      if (mayTell(args[i]!, 'args', false))
        told.push({ text: args[i]!, at: specAt.child(list, c, 'args', i), source: 'args', isHost: false })
    for (let i = 0; i < command.length; i++)
      if (mayTell(command[i]!, 'command', false))
        told.push({ text: command[i]!, at: specAt.child(list, c, 'command', i), source: 'command', isHost: false })
  }
}

function addOfVolumes({ namespace, spec }: PodTemplate, texts: ConfigTexts, told: Told[]): void {
  const volumes = spec.volumes ?? []
  for (let v = 0; v < volumes.length; v++) {
    const { configMap } = volumes[v]!
    if (configMap === undefined) continue
    const keys = configMap.items?.map(({ key = '' }) => key)
    for (const each of texts.of(namespace, configMap.name))
      if (mayNameHosts(each.text) && keys?.includes(each.source) !== false) told.push({ ...each, isHost: false })
  }
}

/** What the ConfigMaps of the input tell, each looked through once. */
class ConfigTexts {
  readonly #cluster: Cluster
  readonly #known = new Map<Resource, readonly Omit<Told, 'isHost'>[]>()

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  /** The text under a key. */
  valueOf(namespace: string, name = '', key = ''): string | undefined {
    return textIn(objectIn(this.#cluster.find('', 'ConfigMap', namespace, name)?.object, 'data'), key)
  }

  /** The texts that may name hosts, by key; those among them that do so only as a variable. */
  of(namespace: string, name: string | undefined): readonly Omit<Told, 'isHost'>[] {
    const resource = name === undefined ? undefined : this.#cluster.find('', 'ConfigMap', namespace, name)
    if (resource === undefined) return []
    let told = this.#known.get(resource)
    if (told === undefined) {
      told = textsOf(resource)
      this.#known.set(resource, told)
    }
    return told
  }
}

function textsOf(resource: Resource): readonly Omit<Told, 'isHost'>[] {
  const data = objectIn(resource.object, 'data') ?? {}
  const told: Omit<Told, 'isHost'>[] = []
  for (const source of Object.keys(data)) {
    const text = data[source]
    if (typeof text === 'string' && mayTell(text, source, hostVariable.test(source)))
      told.push({ text, at: new FieldRef(resource, ['data', source]), source })
  }
  return told
}

function servicesIn({ text, at, source, isHost }: Told, template: PodTemplate, cluster: Cluster): readonly NamedService[] {
  return hostsIn(text, isHost).flatMap(host => {
    const service = serviceNamed(cluster, template.namespace, host.labels)
    if (service === undefined) return []
    const isSure = host.port !== undefined || host.scheme !== undefined || host.labels[2] === 'svc' || (isHost && host.isWhole)
    const wanted = host.port ?? schemePorts.get(host.scheme ?? '')
    const ports = portsOf(service)
    const port = wanted === undefined && ports.length === 1 ? ports[0] : ports.find(each => each.port === wanted)
    if (!isSure || port?.port === undefined) return []
    return [{ template, service, port: port.port, protocol: (port.protocol ?? 'TCP') as Protocol, at, source }]
  })
}

/** The Service of the input that a host's name means: `db`, `db.shop`, `db.shop.svc`, with the cluster's domain or without. */
function serviceNamed(cluster: Cluster, own: string, [name = '', namespace = own, svc = 'svc']: readonly string[]): Resource | undefined {
  return svc === 'svc' ? cluster.find('', 'Service', namespace, name) : undefined
}
