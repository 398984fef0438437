import { defineRule, nearestName, valueAt } from '../../kit.ts'
import { type ClusterName, clusterNames } from './cluster-names.ts'

export default defineRule({
  id: 'reference/dns-name',
  summary: 'A cluster DNS name in configuration that does not resolve',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['ref-dns-name'],
  peers: [],
  when: { severalObjects: true },
  messages: {
    near: '{host} does not resolve: there is no Service {service} in namespace {namespace}, but {near}.',
    elsewhere: '{host} does not resolve: Service {service} is in namespace {near}, not in {namespace}.',
    missing: '{host} resolves only if Service {service} of namespace {namespace} exists elsewhere.',
    headless: '{host} does not resolve: Service {service} has a cluster IP, and only headless Services give their pods names.',
    pod: '{host} does not resolve: there is no StatefulSet of that name behind Service {service}, but {near}.',
  },
  help: 'Write the name of a Service that is there.',
  cluster(context) {
    const { cluster, environment, report } = context
    const services = new Map<string, string[]>()
    const homes = new Map<string, string>()
    for (const { namespace, name, written } of cluster.ofKind('', 'Service')) {
      if (namespace === null || name === null) continue
      const names = services.get(namespace)
      if (names === undefined) services.set(namespace, [name])
      else names.push(name)
      if (written.metadata?.namespace !== undefined) homes.set(name, namespace)
    }
    const seen = new Set<string>()
    const tell = ({ host, service, namespace, at }: ClusterName, message: Message, near: string, presets: readonly string[]): void =>
      report({
        at,
        message,
        data: { host, service, namespace, near },
        presets,
        ...(message === 'missing' && environment.world === 'open' && { severity: 'info' }),
      })
    for (const name of clusterNames(cluster)) {
      const { host, pod, service, namespace } = name
      if (seen.has(host) || namespace.startsWith('kube-') || (namespace === 'default' && service === 'kubernetes')) continue
      seen.add(host)
      const found = cluster.find('', 'Service', namespace, service)
      if (found === undefined) {
        if (environment.isExternal?.('Service', namespace, service) === true) continue
        const near = nearestName(service, (services.get(namespace) ?? []).slice(0, mostCompared))
        const home = homes.get(service)
        if (near !== undefined) tell(name, 'near', near, ['correctness'])
        else if (home !== undefined && home !== namespace) tell(name, 'elsewhere', home, ['correctness'])
        else tell(name, 'missing', '', environment.world === 'closed' ? ['correctness'] : ['recommended'])
        continue
      }
      const owner = pod === undefined ? undefined : /^(.+)-\d+$/.exec(pod)?.[1]
      if (owner === undefined) continue
      const { clusterIP, type } = (valueAt(found.object, ['spec']) ?? {}) as { readonly clusterIP?: string; readonly type?: string }
      if (clusterIP !== 'None' && type !== 'ExternalName') {
        tell(name, 'headless', '', ['correctness'])
        continue
      }
      if (cluster.find('apps', 'StatefulSet', namespace, owner) !== undefined) continue
      const sets = cluster.ofKind('apps', 'StatefulSet').filter(set => valueAt(set.object, ['spec', 'serviceName']) === service)
      const near = nearestName(
        owner,
        sets.slice(0, mostCompared).flatMap(set => (set.namespace === namespace ? (set.name ?? []) : []))
      )
      if (near !== undefined) tell(name, 'pod', near, ['correctness'])
    }
  },
})

type Message = 'near' | 'elsewhere' | 'missing' | 'headless' | 'pod'
/** So that many names that lead nowhere stay cheap. */
const mostCompared = 300
