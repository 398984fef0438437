import type { BindingObject, PolicyRule, RbacKind, RoleObject, Subject } from '../../k8s/rbac.ts'
import { rbacGroup } from '../../k8s/rbac.ts'
import { bootstrapPolicy } from './bootstrap-policy.generated.ts'

/** A role or binding by its identity. */
export interface PolicyObject {
  readonly kind: RbacKind
  readonly namespace: string | null
  readonly name: string
  readonly object: RoleObject | BindingObject
}

/*
 * A line of the policy, its fields apart by `|`, lists by commas; the last field is the range of minors, `31-34`, that have the line:
 *   c|NAME|parts|wholes  r|NAMESPACE/NAME||      a role; it is aggregated into the parts and aggregates the wholes
 *   b|NAME|c|ROLE        d|NAMESPACE/NAME|c or r|ROLE   a binding
 *   v|verbs|groups|resources|names      u|verbs|urls    a rule of the role above
 *   s|KIND|NAME|NAMESPACE               a subject of the binding above
 */
const kinds: ReadonlyMap<string, RbacKind> = new Map([
  ['c', 'ClusterRole'],
  ['r', 'Role'],
  ['b', 'ClusterRoleBinding'],
  ['d', 'RoleBinding'],
])
const aggregateTo = 'rbac.authorization.k8s.io/aggregate-to-'
const parsed = new Map<number, readonly PolicyObject[]>()

/** The roles and bindings that every cluster of a minor has. Mirrors plugin/pkg/auth/authorizer/rbac/bootstrappolicy, v1.29 to v1.36. */
export function bootstrapObjects(minor: number): readonly PolicyObject[] {
  const known = parsed.get(minor)
  if (known !== undefined) return known
  const objects = parse(minor)
  parsed.set(minor, objects)
  return objects
}

function parse(minor: number): readonly PolicyObject[] {
  const objects: PolicyObject[] = []
  let children: (PolicyRule | Subject)[] = []
  for (const line of bootstrapPolicy.split('\n')) {
    const fields = line.split('|')
    if (!isIn(fields.at(-1)!, minor)) continue
    const kind = kinds.get(fields[0]!)
    if (kind === undefined) children.push(fields[0] === 's' ? subjectOf(fields) : ruleOf(fields))
    else {
      children = []
      objects.push(kind.endsWith('Role') ? roleOf(kind, fields, children as PolicyRule[]) : bindingOf(kind, fields, children as Subject[]))
    }
  }
  return objects
}

function isIn(range: string, minor: number): boolean {
  if (range === '') return true
  const [from, until] = range.split('-')
  return (from === '' || minor >= Number(from)) && (until === '' || minor <= Number(until))
}

function roleOf(kind: RbacKind, [, id = '', parts = '', wholes = '']: readonly string[], rules: readonly PolicyRule[]): PolicyObject {
  const labels = Object.fromEntries(listOf(parts).map(part => [`${aggregateTo}${part}`, 'true']))
  const clusterRoleSelectors = listOf(wholes).map(whole => ({ matchLabels: { [`${aggregateTo}${whole}`]: 'true' } }))
  const aggregation = clusterRoleSelectors.length === 0 ? {} : { aggregationRule: { clusterRoleSelectors } }
  return identified(kind, id, labels, { rules, ...aggregation })
}

function bindingOf(kind: RbacKind, [, id = '', code = '', role = '']: readonly string[], subjects: readonly Subject[]): PolicyObject {
  const roleRef = { apiGroup: rbacGroup, kind: kinds.get(code)!, name: role }
  return identified(kind, id, {}, { roleRef, subjects })
}

function identified(kind: RbacKind, id: string, labels: Readonly<Record<string, string>>, rest: RoleObject & BindingObject): PolicyObject {
  const slash = id.indexOf('/')
  const namespace = slash === -1 ? null : id.slice(0, slash)
  const name = id.slice(slash + 1)
  const metadata = {
    name,
    ...(namespace !== null && { namespace }),
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels },
    annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
  }
  return { kind, namespace, name, object: { apiVersion: `${rbacGroup}/v1`, kind, metadata, ...rest } }
}

function ruleOf([code, verbs = '', first = '', resources = '', names = '']: readonly string[]): PolicyRule {
  if (code === 'u') return { verbs: verbs.split(','), nonResourceURLs: first.split(',') }
  return {
    verbs: verbs.split(','),
    apiGroups: first.split(','),
    resources: resources.split(','),
    ...(names !== '' && { resourceNames: names.split(',') }),
  }
}

function subjectOf([, kind = '', name = '', namespace = '']: readonly string[]): Subject {
  return kind === 'ServiceAccount' ? { kind, name, namespace } : { kind, apiGroup: rbacGroup, name }
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',')
}
