import type { Cluster } from '../cluster/cluster.ts'
import { FieldRef } from '../cluster/field-ref.ts'
import { namesOfKind } from '../cluster/names-of-kind.ts'
import { customReferences, missingReferences, type Reference, type ReferenceFamily } from '../cluster/references.ts'
import { type Resource, resourceTitle } from '../cluster/resource.ts'
import { nearestName } from '../k8s/nearest.ts'
import { customCluster } from './custom-resources.ts'
import { defineRule, type Finding, type Peer, type Rule, type Trigger } from './rule.ts'
import { asWritten } from './written-text.ts'

/** A rule on one family of references: the object that is named must be there. */
export interface ReferenceRule {
  readonly id: Rule['id']
  readonly summary: string
  readonly family: ReferenceFamily
  readonly checks: readonly string[]
  readonly peers: readonly Peer[]
  readonly when: Trigger
  /** What follows: a clause without a full stop that may fill in `{title}`, `{kind}` and `{name}`. */
  readonly consequence: string
  readonly component: NonNullable<Rule['component']>
  /** Presets of a missing name that is no near miss, in the open world; `recommended` unless said otherwise. */
  readonly openPreset?: 'recommended' | 'strict'
  readonly openSeverity?: 'warning' | 'info'
  /** What a closed world makes of it; `fails` unless the reference can do without. */
  readonly closed?: 'fails' | 'risks' | 'refused'
  /** Only where the input holds some object of the kind at all. */
  readonly needsKind?: true
  /** The names stand in custom resources. */
  readonly custom?: true
}

/**
 * Makes the rule: one finding for each missing name, at the first place that has it. In the open world a near miss is reported by
 * default, a name of which nothing is known only on demand. With `refused` the closed world is left to the server's own answer.
 */
export function referenceRule(rule: ReferenceRule): Rule {
  const { id, summary, family, checks, peers, when, consequence, component } = rule
  return defineRule({
    id,
    summary,
    severity: 'error',
    claim: 'fails',
    stage: 'set',
    since: '0.1.0',
    presets: ['correctness', 'recommended', 'strict'],
    checks,
    peers,
    when,
    messages: {
      missing: `{kind} {name} is not there: ${consequence}.`,
      open: `{kind} {name} is not in the input: unless it exists elsewhere, ${consequence}.`,
      near: `There is no {kind} {name}, but {near}: ${consequence}.`,
      elsewhere: `{kind} {name} is in namespace {other}, not in {namespace}: ${consequence}.`,
    },
    help: 'Add {kind} {name} to the manifests, or name one that is there.',
    component,
    fixable: 'unsafe',
    cluster(context) {
      const { environment, report, simulate } = context
      const cluster = rule.custom === true ? customCluster(context) : context.cluster
      const found =
        rule.custom === true
          ? customReferences(cluster).filter(reference => reference.family === family)
          : simulate(missingReferences).get(family)
      const isClosed = environment.world === 'closed'
      if (isClosed && rule.closed === 'refused') return
      const seen = new Set<string>()
      for (const reference of found ?? []) {
        const { group, kind, namespace, name, optional, at, from } = reference
        if (optional === true || cluster.find(group, kind, namespace, name) !== undefined) continue
        const key = `${kind}.${group}/${namespace ?? ''}/${name}`
        if (seen.has(key)) continue
        // a custom resource that names no namespace is in that of the others
        if (rule.custom === true && cluster.find(group, kind, null, name) !== undefined) continue
        if (environment.isExternal?.(kind, namespace, name) === true) continue
        if (rule.needsKind === true && !cluster.has(group, kind)) continue
        seen.add(key)
        const meant = meantBy(reference, cluster)
        const data = { kind, name, namespace: namespace ?? '', title: resourceTitle(from), near: '', other: '', ...meant?.data }
        const certain = isClosed && rule.closed !== 'risks'
        const finding: Finding<'missing' | 'open' | 'near' | 'elsewhere'> = {
          at,
          message: meant?.message ?? (isClosed ? 'missing' : 'open'),
          data,
          ...(!certain && { severity: meant === undefined ? (rule.openSeverity ?? 'warning') : 'warning', claim: 'risks' }),
          presets: isClosed || meant !== undefined ? ['correctness'] : [rule.openPreset ?? 'recommended', 'strict'],
          ...meant?.finding,
        }
        report(finding)
      }
    },
  })
}

interface Meant {
  readonly message: 'near' | 'elsewhere'
  readonly data: Readonly<Record<string, string>>
  readonly finding: Pick<Finding<string>, 'help' | 'related' | 'fixes'>
}

/** What was meant by a name that leads nowhere: one of nearly that spelling, or an object of another namespace. */
function meantBy({ group, kind, namespace, name, at }: Reference, cluster: Cluster): Meant | undefined {
  const all = namesOfKind(cluster, group, kind)
  const here = all.inNamespace(namespace)
  const near = nearestName(name, namesOf(here))
  const target = near === undefined ? undefined : here.find(resource => resource.name === near)
  if (near !== undefined && target !== undefined)
    return {
      message: 'near',
      data: { near },
      finding: {
        help: `Write ${near}, or add ${kind} ${name} to the manifests.`,
        related: [{ at: new FieldRef(target, ['metadata', 'name']), message: `${kind} ${near}` }],
        fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at, text: asWritten(near, at.resource.document) }] }],
      },
    }
  const other = namespace === null ? undefined : all.named(name)
  // what names no namespace may be applied with --namespace
  if (other?.written.metadata?.namespace === undefined) return undefined
  return {
    message: 'elsewhere',
    data: { other: other.namespace ?? '' },
    finding: {
      help: `Put a copy of it into namespace ${namespace}: references of this kind do not cross namespaces.`,
      related: [{ at: new FieldRef(other, ['metadata', 'name']), message: `${kind} ${name} of namespace ${other.namespace}` }],
    },
  }
}

function* namesOf(resources: readonly Resource[]): Generator<string> {
  for (const { name } of resources) if (name !== null) yield name
}
