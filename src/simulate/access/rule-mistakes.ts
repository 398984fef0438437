import { closest, nearestName } from '../../k8s/nearest.ts'
import type { PolicyRule } from '../../k8s/rbac.ts'
import type { ApiResources } from './api-resources.ts'

/** A word of a rule that no request ever has, so that it grants nothing. */
export interface RuleMistake {
  readonly code: /** a group that there is not, or one with its version */
    | 'group'
    /** a resource of another group */
    | 'elsewhere'
    /** a misspelt resource, a kind, a singular or a short name */
    | 'resource'
    /** nothing known, and nothing like it */
    | 'unknown'
    | 'subresource'
    | 'verb'
  /** Below the rule. */
  readonly path: readonly (string | number)[]
  readonly word: string
  /** What was meant: a group for `elsewhere`, else what to write. */
  readonly suggestion?: string
}

const verbs = 'get list watch create update patch delete deletecollection impersonate bind escalate use approve sign attest proxy'.split(
  ' '
)
/** What people write for a verb. */
const otherVerbs: ReadonlyMap<string, string> = new Map(
  Object.entries({
    read: 'get',
    view: 'get',
    write: 'update',
    edit: 'update',
    post: 'create',
    put: 'update',
    add: 'create',
    remove: 'delete',
  })
)
const subresources: Readonly<Record<string, string>> = {
  pods: 'log exec attach portforward proxy eviction binding ephemeralcontainers resize',
  services: 'proxy',
  nodes: 'proxy metrics stats log spec configz healthz pods checkpoint',
  namespaces: 'finalize',
  serviceaccounts: 'token',
  certificatesigningrequests: 'approval',
  resourceclaims: 'binding driver',
  deployments: 'scale rollback',
  replicasets: 'scale',
  statefulsets: 'scale',
  replicationcontrollers: 'scale',
}

const known = new WeakMap<PolicyRule, { readonly api: ApiResources; readonly mistakes: readonly RuleMistake[] }>()

/** The words of a rule that name nothing of the known API. */
export function ruleMistakes(rule: PolicyRule, api: ApiResources): readonly RuleMistake[] {
  const before = known.get(rule)
  if (before?.api === api) return before.mistakes
  const mistakes = findMistakes(rule, api)
  known.set(rule, { api, mistakes })
  return mistakes
}

function findMistakes(rule: PolicyRule, api: ApiResources): readonly RuleMistake[] {
  const { apiGroups = [], resources = [], nonResourceURLs = [] } = rule
  if (nonResourceURLs.length > 0 || resources.length === 0) return []
  const groups = apiGroups.flatMap((group, index) => groupMistake(group, index, api) ?? [])
  const isWrong = groups.length > 0
  const named = isWrong ? [] : resources.flatMap((resource, index) => resourceMistake(resource, index, apiGroups, api) ?? [])
  const isBuiltIn = apiGroups.every(group => group === '*' || api.isComplete(group))
  const asked = isBuiltIn ? (rule.verbs ?? []).flatMap((verb, index) => verbMistake(verb, index) ?? []) : []
  return [...groups, ...named, ...asked]
}

function groupMistake(group: string, index: number, api: ApiResources): RuleMistake | undefined {
  if (api.isKnown(group)) return undefined
  const at = { code: 'group', path: ['apiGroups', index], word: group } as const
  const slash = group.indexOf('/')
  if (slash !== -1) return { ...at, suggestion: group.slice(0, slash) === 'core' ? '' : group.slice(0, slash) }
  if (group === 'core' || /^v\d+$/.test(group)) return { ...at, suggestion: '' }
  const groups = new Set(api.inGroups(['*']).map(resource => resource.group))
  const near = closest(group, groups, 1)
  return near === undefined ? undefined : { ...at, suggestion: near.candidate }
}

function resourceMistake(text: string, index: number, groups: readonly string[], api: ApiResources): RuleMistake | undefined {
  const slash = text.indexOf('/')
  const name = slash === -1 ? text : text.slice(0, slash)
  if (name === '*') return undefined
  const at = { path: ['resources', index], word: text } as const
  const isIn = (group: string): boolean => groups.includes('*') || groups.includes(group)
  const named = api.named(name)
  if (named.some(({ group }) => isIn(group))) return slash === -1 ? undefined : subresourceMistake(name, text.slice(slash + 1), at)
  // a group that others define may have anything
  if (!groups.includes('*') && !groups.every(group => api.isComplete(group))) return undefined
  if (named[0] !== undefined) return { ...at, code: 'elsewhere', suggestion: named[0].group }
  const candidates = api.inGroups(groups)
  const near = nearestName(name, new Set(candidates.map(({ plural }) => plural)))
  const called = api.meantBy(name)
  const meant = called.find(({ group }) => isIn(group)) ?? candidates.find(({ plural }) => plural === near)
  const rest = slash === -1 ? '' : text.slice(slash)
  if (meant !== undefined) return { ...at, code: 'resource', suggestion: `${meant.plural}${rest}` }
  if (called[0] !== undefined) return { ...at, code: 'elsewhere', word: called[0].plural, suggestion: called[0].group }
  return groups.includes('*') ? undefined : { ...at, code: 'unknown' }
}

function subresourceMistake(name: string, subresource: string, at: Pick<RuleMistake, 'path' | 'word'>): RuleMistake | undefined {
  if (!Object.hasOwn(subresources, name) || subresource === '*') return undefined
  const known = [...subresources[name]!.split(' '), 'status', 'finalizers']
  if (known.includes(subresource)) return undefined
  const near =
    subresource.endsWith('s') && known.includes(subresource.slice(0, -1)) ? subresource.slice(0, -1) : nearestName(subresource, known)
  return near === undefined ? undefined : { ...at, code: 'subresource', suggestion: `${name}/${near}` }
}

function verbMistake(verb: string, index: number): RuleMistake | undefined {
  if (verb === '*' || verbs.includes(verb) || verb.startsWith('impersonate')) return undefined
  const suggestion = otherVerbs.get(verb.toLowerCase()) ?? nearestName(verb, verbs)
  return suggestion === undefined ? undefined : { code: 'verb', path: ['verbs', index], word: verb, suggestion }
}
