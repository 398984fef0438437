import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'

/** What network policies get wrong, and who says so: rules, or why nobody does. */
const mistakes: readonly (readonly [mistake: string, answer: readonly string[] | string])[] = [
  ['a policy that selects no pods', ['network/policy-selects-no-pods']],
  ['a peer that selects no pods', ['network/peer-selects-no-pods']],
  ['a namespaceSelector that selects no namespace', ['network/peer-selects-no-pods']],
  ["a podSelector for another namespace's pods", ['network/peer-selects-no-pods']],
  ['two peers where one was meant', ['network/split-peer']],
  ['rules for a direction that is not restricted', ['network/ignored-rules']],
  ['a port that the pods do not declare', ['network/port-undeclared', 'network/port-name-unknown']],
  ['a port name that some of the pods lack', ['network/port-name-unknown']],
  ['the wrong protocol of a port', ['network/port-undeclared', 'network/port-name-unknown', 'network/egress-without-dns']],
  ["a Service's port in place of the pods'", ['network/port-undeclared']],
  ['a Service that nobody can reach', ['network/needed-path-closed']],
  ['a route whose pods its controller cannot reach', ['network/needed-path-closed']],
  ['a connection that the configuration asks for', ['network/needed-path-closed']],
  ['egress without DNS', ['network/egress-without-dns']],
  ['a connection that one end allows and the other closes', ['network/one-sided-allow']],
  [
    'rules and policies that change nothing',
    ['network/redundant-rule', 'network/allow-all-cancels-others', 'network/policy-selects-no-pods'],
  ],
  ['workloads that nothing restricts', ['network/not-isolated']],
  ['a policy that allows everything', ['network/allow-all-cancels-others', 'network/metadata-endpoint-allowed']],
  ['blocks with addresses of the cluster', ['network/block-inside-cluster']],
  ['blocks that are no blocks', ['api/invalid-value', 'api/server-warning', 'network/redundant-rule']],
  ['blocks of clients whose addresses a Service hides', ['network/client-address-hidden']],
  ['policies for pods on the network of their node', ['network/host-network-selected']],
  ['a network plug-in that enforces nothing', ['network/no-enforcement']],
  ['what the network plug-in does not do', ['network/unsupported-by-plugin', 'network/block-inside-cluster']],
  ['labels that change with each revision', ['network/volatile-label']],
  ["the order of administrators' policies", ['network/admin-rule-misplaced', 'network/invalid-admin-policy']],
  ['policies of one name, or in no namespace', ['api/object-defined-twice', 'reference/namespace-missing']],
  ['probes on ports that no rule allows', 'The node of a pod is let in whatever NetworkPolicies say: such a finding would be wrong.'],
  ['headless Services whose port is not that of the pods', ['network/needed-path-closed']],
  ["a Service's labels in place of the pods'", ['network/peer-selects-no-pods']],
  ['policies of kinds that are not evaluated', '`reach` lists them and leaves open what they may decide; no rule takes their place.'],
  ['nodes without an endpoint of a Local Service', ['service/no-local-endpoint']],
  ['load balancers that get no address', ['service/no-load-balancer']],
  ['pod networks that disagree', ['network/pod-cidr-mismatch']],
  ["names of the cluster on a node's network", ['network/host-network-dns-policy']],
]

describe('mistakes in network policies', () => {
  const known = new Set(rules.map(({ id }) => id))

  test.each(mistakes)('%s: a rule says so, or there is a reason why none does', (_, answer) => {
    if (typeof answer === 'string') expect(answer).toMatch(/\.$/)
    else expect(answer.filter(id => !known.has(id))).toEqual([])
  })

  test('are what the rules about networks are for, all of them', () => {
    const named = new Set(mistakes.flatMap(([, answer]) => (typeof answer === 'string' ? [] : answer)))
    const own = rules.map(({ id }) => id).filter(id => id.startsWith('network/'))
    expect(own.filter(id => !named.has(id))).toEqual([])
    expect(mistakes).toHaveLength(35)
  })
})
