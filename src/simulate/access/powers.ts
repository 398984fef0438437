import { type Attributes, ruleAllows } from '../../apiserver/authorization/rule-allows.ts'
import { type PolicyRule, rbacGroup } from '../../k8s/rbac.ts'
import type { BoundRole, GrantedRule } from './bound-roles.ts'

/** Something that leads to everything else. */
export interface Power {
  /** What its holder may do: `read the Secrets of all namespaces`. */
  readonly words: string
  readonly granted: GrantedRule
}

interface Question {
  /** In a sentence, before where it holds. */
  readonly words: string
  /** Any of these verbs on any of these resources. */
  readonly verbs: readonly string[]
  readonly group: string
  readonly resources: readonly string[]
  /** Whether it leads further also where it is granted in the namespace of the control plane alone. */
  readonly inKubeSystem?: true
  /** Where the words say already where it holds. */
  readonly everywhere?: true
}

const webhooks = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies']
const questions: readonly Question[] = [
  { words: 'change roles to hold anything', verbs: ['escalate'], group: rbacGroup, resources: ['clusterroles'], everywhere: true },
  { words: 'bind any ClusterRole', verbs: ['bind'], group: rbacGroup, resources: ['clusterroles'], everywhere: true },
  { words: 'act as any user or group', verbs: ['impersonate'], group: '', resources: ['users', 'groups'], everywhere: true },
  { words: 'act as any ServiceAccount', verbs: ['impersonate'], group: '', resources: ['serviceaccounts'], inKubeSystem: true },
  { words: 'read the Secrets', verbs: ['get', 'list', 'watch'], group: '', resources: ['secrets'], inKubeSystem: true },
  { words: 'make tokens of any ServiceAccount', verbs: ['create'], group: '', resources: ['serviceaccounts/token'], inKubeSystem: true },
  {
    words: 'run commands in any pod',
    verbs: ['create'],
    group: '',
    resources: ['pods/exec', 'pods/attach', 'pods/ephemeralcontainers'],
    inKubeSystem: true,
  },
  {
    words: 'use the kubelet of any node, which runs commands in its pods',
    verbs: ['get', 'create'],
    group: '',
    resources: ['nodes/proxy'],
    everywhere: true,
  },
  {
    words: 'change what the API server stores, by webhooks or policies',
    verbs: ['create', 'update', 'patch'],
    group: 'admissionregistration.k8s.io',
    resources: webhooks,
    everywhere: true,
  },
  {
    words: 'approve client certificates of any name',
    verbs: ['update', 'patch'],
    group: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval'],
    everywhere: true,
  },
]

/** What of a binding leads to everything; empty where it grants everything outright. */
export function powersOf({ rules = [], namespace }: BoundRole): readonly Power[] {
  if ((namespace !== null && namespace !== 'kube-system') || rules.some(({ rule }) => allowsEverything(rule))) return []
  return questions.flatMap(question => {
    if (namespace !== null && question.inKubeSystem !== true) return []
    const granted = rules.find(({ rule }) => answers(rule, question))
    if (granted === undefined) return []
    const where = question.everywhere === true ? '' : namespace === null ? ' of all namespaces' : ` of namespace ${namespace}`
    return [{ words: `${question.words}${where}`, granted }]
  })
}

/** Every verb on every resource. */
export function allowsEverything({ verbs = [], apiGroups = [], resources = [], resourceNames = [] }: PolicyRule): boolean {
  return verbs.includes('*') && apiGroups.includes('*') && resources.includes('*') && resourceNames.length === 0
}

function answers(rule: PolicyRule, { verbs, group, resources }: Question): boolean {
  return resources.some(resource => verbs.some(verb => allowsAll(rule, verb, group, resource)))
}

/** Whether a rule allows a verb on all objects of a resource, `pods/exec` with the subresource. */
export function allowsAll(rule: PolicyRule, verb: string, group: string, resource: string): boolean {
  const [name = '', subresource = ''] = resource.split('/')
  const asked: Attributes = { verb, group, resource: name, subresource, name: '', namespace: '' }
  return ruleAllows(rule, asked)
}
