import { Cluster } from '../../src/cluster/cluster.ts'
import type { Declaration } from '../../src/cluster/declaration.ts'
import type { Environment } from '../../src/cluster/environment.ts'
import type { Resource, Role } from '../../src/cluster/resource.ts'
import { valueAt } from '../../src/k8s/field-path.ts'
import type { KubernetesObject } from '../../src/k8s/types.ts'
import type { DocumentView, Rule } from '../../src/lint/rule.ts'
import type { RuleRun } from '../../src/lint/run-rules.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const clusterScoped = new Set(['Node', 'Namespace'])

/** The objects of manifests, neither decoded nor defaulted. */
export function resourcesOf(text: string, role: Role = 'input', path = 'set.yaml'): readonly Resource[] {
  return readDocuments(new SourceFile(path, text)).flatMap((document, order) => {
    const apiVersion = String(valueAt(document.value, ['apiVersion']))
    const kind = String(valueAt(document.value, ['kind']))
    const [version = '', group = ''] = apiVersion.split('/').reverse()
    const namespaced = !clusterScoped.has(kind)
    const object = document.value as KubernetesObject
    const namespace = namespaced ? (object.metadata?.namespace ?? 'default') : null
    const name = object.metadata?.name ?? null
    const type = { apiVersion, group, version, kind, plural: `${kind.toLowerCase()}s`, namespaced }
    return [{ type, namespace, name, object, written: object, decodeErrors: [], document, root: [], role, order }]
  })
}

/** One set of resources and the rules that look at it. */
export function runOf(resources: readonly Resource[], rules: readonly Rule[], overrides: Partial<RuleRun> = {}): RuleRun {
  const environment: Environment = { version: { minor: 36 }, world: 'open', requests: [] }
  const documents = resources.filter(({ role }) => role === 'input').map(viewOf)
  return { set: '.', cluster: new Cluster(resources), environment, documents, rules, severities: new Map(), ...overrides }
}

function viewOf(resource: Resource): DocumentView {
  const { type, namespace, name, document, root } = resource
  const declaration: Declaration = { document, root, apiVersion: type.apiVersion, kind: type.kind, namespace, name, resource }
  return { source: document, problems: document.problems, declarations: [declaration] }
}

/** A rule that gives advice about something, with what the test cares about. */
export function ruleOf(overrides: Partial<Rule>): Rule {
  return {
    id: 'workload/some-state',
    summary: 'Something is as it should not be',
    severity: 'warning',
    claim: 'risks',
    stage: 'advise',
    since: '0.1.0',
    presets: ['correctness'],
    checks: [],
    peers: [],
    when: { pods: true },
    messages: { found: 'Something is wrong.' },
    help: 'Write something else.',
    ...overrides,
  }
}
