import { expect, test } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { Declaration, IdentityProblem } from '../../src/cluster/declaration.ts'
import { declaresAllPods } from '../../src/lint/declared-pods.ts'
import type { DocumentView } from '../../src/lint/rule.ts'
import { runRules } from '../../src/lint/run-rules.ts'
import { resourcesOf, ruleOf, runOf } from './set-of.ts'

const pod = (namespace: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: ${namespace} }\nspec: { containers: [] }\n`

function custom(apiVersion: string, kind: string, namespace?: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x${namespace === undefined ? '' : `, namespace: ${namespace}`} }\n`
}

/** The answer for a set in which kinds outside the core are defined by nobody. */
function declares(namespace: string, ...manifests: string[]): boolean {
  const all = resourcesOf(manifests.join('---\n'))
  const known = all.filter(({ type }) => type.group === '')
  const documents = all.map((resource): DocumentView => {
    const { document, root, type, name } = resource
    const unknown = { problem: 'unknown-kind' as IdentityProblem }
    const declaration: Declaration = {
      document,
      root,
      apiVersion: type.apiVersion,
      kind: type.kind,
      name,
      ...(known.includes(resource) ? { resource } : unknown),
    }
    return { source: document, problems: [], declarations: [declaration] }
  })
  const answers: boolean[] = []
  const rule = ruleOf({ cluster: context => answers.push(declaresAllPods(context, namespace)) })
  expect(runRules(runOf(known, [rule], { cluster: new Cluster(known), documents })).internalErrors).toEqual([])
  return answers[0]!
}

test.each<[string, boolean, string, string[]]>([
  ['has a workload and nothing unknown', true, 'shop', [pod('shop')]],
  ['has no workload', false, 'shop', [pod('prod')]],
  ['is where the control plane runs', false, 'kube-system', [pod('kube-system')]],
  ['has a custom resource beside it', false, 'shop', [pod('shop'), custom('postgresql.cnpg.io/v1', 'Cluster', 'shop')]],
  ['has a custom resource in another namespace', true, 'shop', [pod('shop'), custom('postgresql.cnpg.io/v1', 'Cluster', 'prod')]],
  ['has a custom resource that may be cluster-scoped', false, 'shop', [pod('shop'), custom('operator.tigera.io/v1', 'Installation')]],
  ['has a custom resource that only configures', true, 'shop', [pod('shop'), custom('cert-manager.io/v1', 'Certificate', 'shop')]],
  ['has a custom resource that only watches', true, 'shop', [pod('shop'), custom('monitoring.coreos.com/v1', 'ServiceMonitor', 'shop')]],
  ['has a delivery tool that deploys anywhere', false, 'shop', [pod('shop'), custom('argoproj.io/v1alpha1', 'Application', 'argocd')]],
])('a namespace that %s: %s', (_, declared, namespace, manifests) => {
  expect(declares(namespace, ...manifests)).toBe(declared)
})
