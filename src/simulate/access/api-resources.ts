import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { newestMinor, oldestMinor } from '../../k8s/version.ts'
import { builtInGroups } from '../../schema/built-in-groups.ts'
import { allResourceTypes } from '../../schema/resource-types.ts'

/** What rules of roles can name. */
export interface ApiResource {
  readonly group: string
  readonly plural: string
  /** In lower case. */
  readonly singular: string
  readonly namespaced: boolean
}

/** `plural` or, of the cluster, `plural!`: what is no stable kind and yet named by roles, also in versions that no longer serve it. */
const further: Readonly<Record<string, string>> = {
  '': 'users! groups!',
  'admissionregistration.k8s.io': 'mutatingadmissionpolicies! mutatingadmissionpolicybindings!',
  'authentication.k8s.io': 'userextras! uids! users! groups! serviceaccounts nodes!',
  'certificates.k8s.io': 'signers! clustertrustbundles! podcertificaterequests',
  'coordination.k8s.io': 'leasecandidates',
  extensions: 'daemonsets deployments ingresses networkpolicies podsecuritypolicies! replicasets replicationcontrollers',
  'internal.apiserver.k8s.io': 'storageversions!',
  'networking.k8s.io': 'clustercidrs! ipaddresses! servicecidrs!',
  policy: 'podsecuritypolicies!',
  'resource.k8s.io':
    'podschedulingcontexts resourceclasses! devicetaintrules! resourceclaimparameters resourceclassparameters resourcepoolstatusrequests!',
  'scheduling.k8s.io': 'workloads podgroups',
  'storage.k8s.io': 'volumeattributesclasses!',
  'storagemigration.k8s.io': 'storageversionmigrations!',
}
const shortNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cj: 'cronjobs',
    cm: 'configmaps',
    crd: 'customresourcedefinitions',
    deploy: 'deployments',
    ds: 'daemonsets',
    ep: 'endpoints',
    ev: 'events',
    hpa: 'horizontalpodautoscalers',
    ing: 'ingresses',
    netpol: 'networkpolicies',
    no: 'nodes',
    ns: 'namespaces',
    pdb: 'poddisruptionbudgets',
    po: 'pods',
    pv: 'persistentvolumes',
    pvc: 'persistentvolumeclaims',
    quota: 'resourcequotas',
    rc: 'replicationcontrollers',
    rs: 'replicasets',
    sa: 'serviceaccounts',
    sc: 'storageclasses',
    sts: 'statefulsets',
    svc: 'services',
  })
)

/** All that a rule can name: the resources of every bundled version, and those that a set defines. */
export class ApiResources {
  readonly #byPlural = new Map<string, ApiResource[]>()
  readonly #all: readonly ApiResource[]
  readonly #defined: ReadonlySet<string>

  constructor(cluster: Cluster) {
    const custom = customResources(cluster)
    this.#all = [...builtInResources(), ...custom]
    this.#defined = new Set(custom.map(({ group }) => group))
    for (const resource of this.#all) {
      const list = this.#byPlural.get(resource.plural)
      if (list === undefined) this.#byPlural.set(resource.plural, [resource])
      else list.push(resource)
    }
  }

  /** Those of that name in any group. */
  named(plural: string): readonly ApiResource[] {
    return this.#byPlural.get(plural) ?? []
  }

  /** What a word in the singular, a kind or a short name stands for. */
  meantBy(word: string): readonly ApiResource[] {
    const short = shortNames.get(word)
    return short === undefined ? this.#all.filter(({ singular }) => singular === word.toLowerCase()) : this.named(short)
  }

  /** Those of some groups; `*` stands for all. */
  inGroups(groups: readonly string[]): readonly ApiResource[] {
    return groups.includes('*') ? this.#all : this.#all.filter(({ group }) => groups.includes(group))
  }

  /** Whether a group can have no resources but the known ones. */
  isComplete(group: string): boolean {
    return builtInGroups.has(group)
  }

  isKnown(group: string): boolean {
    return group === '*' || builtInGroups.has(group) || this.#defined.has(group)
  }
}

/** A simulator: the resources that rules of a set can name. */
export function apiResources(cluster: Cluster, _environment: Environment): ApiResources {
  return new ApiResources(cluster)
}

let builtIn: readonly ApiResource[] | undefined

function builtInResources(): readonly ApiResource[] {
  if (builtIn !== undefined) return builtIn
  const found = new Map<string, ApiResource>()
  for (let minor = newestMinor; minor >= oldestMinor; minor--)
    for (const { group, plural, kind, namespaced } of allResourceTypes({ minor }))
      found.set(`${plural}.${group}`, { group, plural, singular: kind.toLowerCase(), namespaced })
  for (const [group, names] of Object.entries(further))
    for (const name of names.split(' ')) {
      const plural = name.replace('!', '')
      const entry = { group, plural, singular: plural.replace(/ies$/, 'y').replace(/s$/, ''), namespaced: !name.endsWith('!') }
      if (!found.has(`${plural}.${group}`)) found.set(`${plural}.${group}`, entry)
    }
  builtIn = [...found.values()]
  return builtIn
}

interface CustomResourceDefinition extends KubernetesObject {
  readonly spec?: {
    readonly group?: string
    readonly scope?: string
    readonly names?: { readonly plural?: string; readonly singular?: string; readonly kind?: string }
  }
}

/** The resources that the definitions of a set bring. */
export function customResources(cluster: Cluster): readonly ApiResource[] {
  return cluster.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition').map(resource => {
    const { group = '', scope, names = {} } = objectAs<CustomResourceDefinition>(resource).spec ?? {}
    const singular = names.singular ?? names.kind?.toLowerCase() ?? ''
    return { group, plural: names.plural ?? '', singular, namespaced: scope !== 'Cluster' }
  })
}
