import { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import { type Reachability, reachability } from '../../simulate/network/index.ts'
import { readDocuments } from '../../source/read.ts'
import { SourceFile } from '../../source/source-file.ts'

/** What is asked of the network engine. */
export interface ReachBench {
  readonly workloads: number
  readonly policies: number
  /** Whether policies have named ports and address blocks, too. */
  readonly mixed: boolean
}

interface Peer {
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
  readonly ipBlock?: { readonly cidr: string }
}
interface Rule {
  readonly from: readonly Peer[]
  readonly ports: readonly { readonly port: number | string }[]
}

const [document] = readDocuments(new SourceFile('bench.yaml', 'kind: Bench'))
const namespaceCount = 20

/** A cluster in which every policy selects some workloads of its namespace and lets some others in. */
export function benchCluster({ workloads, policies, mixed }: ReachBench): Cluster {
  const random = generator(workloads + policies)
  const namespaces = Array.from({ length: namespaceCount }, (_, i) => `team-${i}`)
  const objects: KubernetesObject[] = namespaces.map((name, i) => object('v1', 'Namespace', null, name, { env: `env-${i % 3}` }))
  for (let i = 0; i < workloads; i++) {
    const labels = { app: `app-${i % Math.ceil(workloads / 4)}`, tier: `tier-${random(5)}`, team: `team-${random(9)}` }
    const ports = [{ name: 'http', containerPort: random(2) === 0 ? 8080 : 80 }]
    const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'app', ports }] } } }
    objects.push(object('apps/v1', 'Deployment', namespaces[i % namespaceCount]!, `w-${i}`, {}, spec))
  }
  const selector = (): LabelSelector =>
    [
      { matchLabels: { tier: `tier-${random(5)}` } },
      { matchLabels: { team: `team-${random(9)}` } },
      { matchLabels: { app: `app-${random(workloads / 4)}` } },
    ][random(3)]!
  const peers: readonly (() => Peer)[] = [
    () => ({ podSelector: selector() }),
    () => ({ namespaceSelector: { matchLabels: { env: `env-${random(3)}` } }, podSelector: selector() }),
    () => (mixed ? { ipBlock: { cidr: `203.0.${random(200)}.0/24` } } : { podSelector: selector() }),
  ]
  for (let i = 0; i < policies; i++) {
    const rules = Array.from({ length: 1 + random(3) }, (): Rule => {
      const port = [80, 8080, 9000 + random(5), mixed ? 'http' : 443][random(4)]!
      return { from: Array.from({ length: 1 + random(2) }, () => peers[random(3)]!()), ports: [{ port }] }
    })
    const egress =
      random(3) === 0
        ? { egress: rules.map(({ from, ports }) => ({ to: from, ports })), policyTypes: ['Egress'] }
        : { ingress: rules, policyTypes: ['Ingress'] }
    objects.push(
      object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        namespaces[random(namespaceCount)]!,
        `p-${i}`,
        {},
        { podSelector: selector(), ...egress }
      )
    )
  }
  return new Cluster(objects.map(resourceOf))
}

/** Who may talk to whom, with every connection listed. */
export function reachOf(cluster: Cluster): Reachability {
  const answers = { ipBlockSelectsPods: 'no' } as const
  return reachability(cluster, { answers, closed: true, facts: [], queries: [], list: true, exposure: false, npGuard: false })
}

interface NaivePolicy {
  readonly namespace: string
  readonly selector: LabelSelector
  readonly direction: 'ingress' | 'egress'
  readonly rules: readonly { readonly peers: readonly Peer[]; readonly ports: readonly (number | string)[] }[]
}
interface NaivePod {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly http: number
}

/** The number of pairs of workloads that may talk, found by a look at every policy for each pair. */
export function naivePairs(cluster: Cluster): number {
  const labels = new Map(cluster.ofKind('', 'Namespace').map(({ name, object: { metadata } }) => [name, metadata?.labels ?? {}]))
  const pods = cluster.podTemplates.map(({ namespace, metadata, spec }): NaivePod => {
    return { namespace, labels: metadata.labels ?? {}, http: spec.containers?.[0]?.ports?.[0]?.containerPort ?? 0 }
  })
  const policies = cluster.ofKind('networking.k8s.io', 'NetworkPolicy').map(naivePolicy)
  const isPeer = (peer: Peer, own: string, pod: NaivePod): boolean => {
    if (peer.ipBlock !== undefined) return false
    const isThere =
      peer.namespaceSelector === undefined ? pod.namespace === own : matchesLabelSelector(peer.namespaceSelector, labels.get(pod.namespace))
    return isThere && (peer.podSelector === undefined || matchesLabelSelector(peer.podSelector, pod.labels))
  }
  const allowed = (direction: NaivePolicy['direction'], subject: NaivePod, other: NaivePod): ReadonlySet<number> | undefined => {
    const own = policies.filter(
      policy =>
        policy.direction === direction && policy.namespace === subject.namespace && matchesLabelSelector(policy.selector, subject.labels)
    )
    if (own.length === 0) return undefined
    const { http } = direction === 'ingress' ? subject : other
    const rules = own.flatMap(({ namespace, rules: list }) =>
      list.filter(({ peers }) => peers.some(peer => isPeer(peer, namespace, other)))
    )
    return new Set(rules.flatMap(({ ports }) => ports.map(port => (typeof port === 'number' ? port : http))))
  }
  let count = 0
  for (const from of pods) {
    for (const to of pods) {
      if (from === to) continue
      const [egress, ingress] = [allowed('egress', from, to), allowed('ingress', to, from)]
      const both = egress === undefined ? ingress : ingress === undefined ? egress : new Set([...egress].filter(port => ingress.has(port)))
      if (both === undefined || both.size > 0) count++
    }
  }
  return count
}

function naivePolicy({ namespace, object: { spec } }: Resource): NaivePolicy {
  const written = spec as {
    readonly podSelector: LabelSelector
    readonly ingress?: readonly Rule[]
    readonly egress?: readonly { readonly to: Rule['from']; readonly ports: Rule['ports'] }[]
  }
  const rules =
    written.ingress?.map(({ from, ports }) => ({ peers: from, ports })) ?? written.egress!.map(({ to, ports }) => ({ peers: to, ports }))
  return {
    namespace: namespace ?? '',
    selector: written.podSelector,
    direction: written.ingress === undefined ? 'egress' : 'ingress',
    rules: rules.map(({ peers, ports }) => ({ peers, ports: ports.map(({ port }) => port) })),
  }
}

function object(
  apiVersion: string,
  kind: string,
  namespace: string | null,
  name: string,
  labels: Readonly<Record<string, string>>,
  spec?: unknown
): KubernetesObject {
  return { apiVersion, kind, metadata: { name, labels, ...(namespace !== null && { namespace }) }, ...(spec !== undefined && { spec }) }
}

function resourceOf(value: KubernetesObject, order: number): Resource {
  const { apiVersion = '', kind = '', metadata } = value
  const slash = apiVersion.indexOf('/')
  const namespace = metadata?.namespace ?? null
  return {
    type: {
      apiVersion,
      group: slash === -1 ? '' : apiVersion.slice(0, slash),
      version: apiVersion.slice(slash + 1),
      kind,
      plural: '',
      namespaced: namespace !== null,
    },
    namespace,
    name: metadata?.name ?? null,
    object: value,
    written: value,
    decodeErrors: [],
    document: document!,
    root: [],
    role: 'input',
    order,
  }
}

function generator(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % Math.floor(below)
  }
}
