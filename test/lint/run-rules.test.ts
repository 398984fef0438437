import { describe, expect, test } from 'vitest'
import { FieldRef } from '../../src/cluster/field-ref.ts'
import type { Resource } from '../../src/cluster/resource.ts'
import type { Finding, Rule } from '../../src/lint/rule.ts'
import { type RuleRunResult, runRules } from '../../src/lint/run-rules.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'
import { resourcesOf, ruleOf, runOf } from './set-of.ts'

const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  template:
    spec:
      initContainers:
        - name: init
      containers:
        - name: web
          image: web:1
        - name: proxy
---
apiVersion: v1
kind: Pod
metadata:
  name: bare
spec:
  containers:
    - name: main
`
const resources = resourcesOf(text)
const deployment = resources[0]!

function runOne(overrides: Partial<Rule>, set = resources): RuleRunResult {
  return runRules(runOf(set, [ruleOf(overrides)]))
}

/** What a rule's only finding becomes. */
function diagnosticOf(finding: Partial<Finding<'found'>>, rule: Partial<Rule> = {}, set = resources) {
  const at = new FieldRef(deployment, ['spec', 'replicas'])
  const found = { at, message: 'found', ...finding } as Finding<'found'>
  const { diagnostics, internalErrors } = runOne({ cluster: context => context.report(found), ...rule }, set)
  expect(internalErrors).toEqual([])
  return diagnostics[0]!
}

const marked = ({ span }: { span: { file: { text: string }; start: number; end: number } }) => span.file.text.slice(span.start, span.end)

describe('visitors', () => {
  test('container sees every container of every pod, with where it stands', () => {
    const seen: string[] = []
    runOne({ container: (container, at) => seen.push(`${at.resource.type.kind} ${at.path.join('.')} ${container.name}`) })
    expect(seen).toEqual([
      'Deployment spec.template.spec.initContainers.0 init',
      'Deployment spec.template.spec.containers.0 web',
      'Deployment spec.template.spec.containers.1 proxy',
      'Pod spec.containers.0 main',
    ])
  })

  test('object, pod and document see the input, cluster is called once', () => {
    const seen: string[] = []
    const cluster = resourcesOf(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: there }\nspec: { containers: [{ name: x }] }\n',
      'cluster',
      'c.yaml'
    )
    const visitors: Partial<Rule>[] = [
      { object: resource => seen.push(`object ${resource.name}`) },
      { pod: template => seen.push(`pod ${template.owner.name}`) },
      { container: container => seen.push(`container ${container.name}`) },
      { document: document => seen.push(`document ${document.source.index}`) },
      { cluster: context => seen.push(`cluster ${context.cluster.resources.length}`) },
    ]
    runRules(runOf([...cluster, resources[1]!], visitors.map(ruleOf)))
    expect(seen).toEqual(['object bare', 'pod bare', 'container main', 'document 1', 'cluster 2'])
  })

  test.each<[string, Rule['when'], readonly string[]]>([
    ['a kind', { kinds: ['Pod'] }, ['bare']],
    ['several kinds, in order of arrival', { kinds: ['Pod', 'Deployment'] }, ['web', 'bare']],
    ['a kind or something else', { kinds: ['Pod'], pods: true }, ['web', 'bare']],
    ['pods', { pods: true }, ['web', 'bare']],
    ['answers of the server, where it has said nothing', { server: true }, []],
  ])('a rule for %s sees the objects that have that', (_, when, names) => {
    const seen: (string | null)[] = []
    const { internalErrors } = runRules(runOf(resources, [ruleOf({ when, object: ({ name }) => seen.push(name) })]))
    expect(internalErrors).toEqual([])
    expect(seen).toEqual(names)
  })

  test('a simulator runs once for a set, for all rules', () => {
    let runs = 0
    const simulator = () => ({ runs: ++runs })
    const asking = () => ruleOf({ object: (_, context) => expect(context.simulate(simulator)).toEqual({ runs: 1 }) })
    expect(runRules(runOf(resources, [asking(), asking()])).internalErrors).toEqual([])
    expect(runs).toBe(1)
  })
})

describe('a rule that throws', () => {
  const throwing: Partial<Rule> = {
    id: 'workload/throws',
    object(resource, context) {
      if (resource.name === 'web') throw new Error('cannot')
      context.report({ at: new FieldRef(resource), message: 'found' })
    },
  }
  const other: Partial<Rule> = { cluster: context => context.report({ at: new FieldRef(deployment), message: 'found' }) }

  test('is an internal error, and everything else goes on', () => {
    const { diagnostics, internalErrors } = runRules(runOf(resources, [ruleOf(throwing), ruleOf(other)]))
    expect(internalErrors).toEqual([{ rule: 'workload/throws', message: 'cannot' }])
    expect(diagnostics.map(({ rule, resource }) => [rule, resource?.name])).toEqual([
      ['workload/throws', 'bare'],
      ['workload/some-state', 'web'],
    ])
  })

  test.each<[string, Partial<Rule>, Partial<Finding<'found'>>, string]>([
    ['a placeholder without a value', { messages: { found: 'No {name}.' } }, {}, '{name}'],
    ['a message that it does not have', {}, { message: 'other' as 'found' }, 'other'],
    ['a failure without help', { claim: 'fails', help: '', component: { name: 'kubelet', sentence: 'No.' } }, {}, 'without help'],
    ['a failure without the words of a component', { claim: 'fails' }, {}, 'words of the component'],
  ])('so is %s', (_, rule, finding, message) => {
    const at = new FieldRef(deployment)
    const { diagnostics, internalErrors } = runOne({ cluster: context => context.report({ at, message: 'found', ...finding }), ...rule })
    expect(diagnostics).toEqual([])
    expect(internalErrors[0]?.message).toContain(message)
  })

  test('a simulator that throws does so for each rule that asks', () => {
    let runs = 0
    const simulator = (): never => {
      runs++
      throw new Error('no simulation')
    }
    const asking = (id: `${string}/${string}`) => ruleOf({ id, cluster: context => context.simulate(simulator) })
    const { internalErrors } = runRules(runOf(resources, [asking('workload/one'), asking('workload/two')]))
    expect(internalErrors).toEqual([
      { rule: 'workload/one', message: 'no simulation' },
      { rule: 'workload/two', message: 'no simulation' },
    ])
    expect(runs).toBe(1)
  })
})

describe('where a finding is', () => {
  test.each<[string, FieldRef, string, (string | number)[]]>([
    ['a value', new FieldRef(deployment, ['spec', 'replicas']), '2', ['spec', 'replicas']],
    ['a key', new FieldRef(deployment, ['spec', 'replicas'], 'key'), 'replicas', ['spec', 'replicas']],
    ['the key of what is no scalar', new FieldRef(deployment, ['spec', 'template']), 'template', ['spec', 'template']],
    ['its nearest written parent', new FieldRef(deployment, ['spec', 'strategy', 'type']), 'spec', ['spec', 'strategy', 'type']],
  ])('%s', (_, at, written, path) => {
    const diagnostic = diagnosticOf({ at })
    expect(marked(diagnostic)).toBe(written)
    expect(diagnostic.path).toEqual(path)
    expect(diagnostic.resource).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' })
  })

  test('an item of a List is named by its path in the document', () => {
    const [listed] = resourcesOf('kind: List\nitems:\n  - kind: Pod\n    metadata: { name: p }\n')
    const resource: Resource = { ...listed!, root: ['items', 0], name: 'p' }
    const diagnostic = diagnosticOf({ at: new FieldRef(resource, ['metadata', 'name']) })
    expect(marked(diagnostic)).toBe('p')
    expect(diagnostic.path).toEqual(['items', 0, 'metadata', 'name'])
  })

  test('a default that nobody wrote says so', () => {
    const resource: Resource = { ...deployment, object: { ...deployment.object, spec: { replicas: 2, minReadySeconds: 7 } } }
    expect(diagnosticOf({ at: new FieldRef(resource, ['spec', 'minReadySeconds']) }).label).toBe(
      'minReadySeconds is not written: 7 by default'
    )
    expect(diagnosticOf({ at: new FieldRef(resource, ['spec', 'replicas']) }).label).toBeUndefined()
  })

  test('a range of the text belongs to the object that stands there', () => {
    const { document } = deployment
    const diagnostic = diagnosticOf({ at: { document, path: ['spec'], start: 4, end: 9 } })
    expect([diagnostic.span.start, diagnostic.span.end, diagnostic.resource?.name]).toEqual([4, 9, 'web'])
  })

  test('what is already there is only a related place', () => {
    const [node] = resourcesOf('apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\n', 'cluster', 'nodes.yaml')
    const at = new FieldRef(node!, ['metadata', 'name'])
    expect(runOne({ cluster: context => context.report({ at, message: 'found' }) }, [...resources, node!]).diagnostics).toEqual([])
    const { related } = diagnosticOf({ related: [{ at, message: 'the node' }] }, {}, [...resources, node!])
    expect(related.map(place => [place.message, place.span?.file.path, marked({ span: place.span! }), place.resource?.name])).toEqual([
      ['the node', 'nodes.yaml', 'n1', 'n1'],
    ])
  })
})

describe('what a finding says', () => {
  test('message, help and component are filled in from its data', () => {
    const rule: Partial<Rule> = {
      messages: { found: '{a} is wrong.' },
      help: 'Write {b}.',
      component: { name: 'kubelet', reason: 'Failed', sentence: '{a} is not {b}' },
    }
    expect(diagnosticOf({ data: { a: 1, b: 'two' } }, rule)).toMatchObject({
      message: '1 is wrong.',
      help: 'Write two.',
      component: { name: 'kubelet', reason: 'Failed', sentence: '1 is not two' },
    })
  })

  test('its own help and sentence are taken as they are', () => {
    const finding = { help: 'Write {x}.', component: { sentence: 'no {y}' } }
    const diagnostic = diagnosticOf(finding, { component: { name: 'kubelet', reason: 'Failed', sentence: '{z}' } })
    expect(diagnostic).toMatchObject({ help: 'Write {x}.', component: { name: 'kubelet', sentence: 'no {y}' } })
  })

  test.each([
    ['error', 'warning', undefined, 'error'],
    ['info', 'warning', 'error', 'info'],
    ['error', 'warning', 'info', 'info'],
    [undefined, 'warning', 'error', 'warning'],
    [undefined, 'warning', undefined, 'warning'],
  ] as const)('with %s in the settings, %s of the rule and %s of the finding it is %s', (wanted, own, finding, severity) => {
    const at = new FieldRef(deployment)
    const rule = ruleOf({
      severity: own,
      cluster: context => context.report({ at, message: 'found', ...(finding === undefined ? {} : { severity: finding }) }),
    })
    const severities = new Map(wanted === undefined ? [] : [[rule.id, wanted] as const])
    expect(runRules(runOf(resources, [rule], { severities })).diagnostics[0]?.severity).toBe(severity)
  })

  test('an edit names the characters that it replaces', () => {
    const fixes = [{ title: 'Write 3', safe: false, edits: [{ at: new FieldRef(deployment, ['spec', 'replicas']), text: '3' }] }]
    const [fix] = diagnosticOf({ fixes }).fixes
    expect(fix).toMatchObject({ title: 'Write 3', safe: false })
    expect(marked(fix!.edits[0]!)).toBe('2')
  })
})

test('of a document that kubectl cannot read nothing is predicted', () => {
  const [document] = readDocuments(new SourceFile('set.yaml', 'kind: Pod\nmetadata:\n  name: p\n  note: a: b\n'))
  expect(document?.problems.some(({ fatal }) => fatal)).toBe(true)
  const resource: Resource = { ...deployment, document: document!, name: 'p' }
  const rule: Partial<Rule> = { claim: 'fails', severity: 'error', component: { name: 'kubelet', sentence: 'No.' } }
  const diagnostic = diagnosticOf({ at: new FieldRef(resource, ['metadata', 'name']) }, rule)
  expect(diagnostic).toMatchObject({ claim: 'risks', severity: 'warning' })
  expect(diagnostic.component).toBeUndefined()
})

describe('presets of a finding', () => {
  const at = new FieldRef(deployment)
  const rule = ruleOf({ cluster: context => context.report({ at, message: 'found', presets: ['recommended'] }) })

  test.each<[string, Partial<Parameters<typeof runRules>[0]>, number]>([
    ['are not on', { presets: new Set(['correctness']) }, 0],
    ['are on', { presets: new Set(['recommended', 'correctness']) }, 1],
    ['do not matter where the rule is asked for', { presets: new Set(['correctness']), named: new Set([rule.id]) }, 1],
    ['do not matter in all', { presets: new Set(['all']) }, 1],
  ])('%s', (_, overrides, count) => {
    expect(runRules(runOf(resources, [rule], overrides)).diagnostics).toHaveLength(count)
  })
})

describe('timing', () => {
  test('each rule takes what the clock says, and nothing is measured without one', () => {
    let now = 0
    const rules = [ruleOf({ id: 'workload/slow', cluster: () => (now += 40) }), ruleOf({ id: 'workload/fast', cluster: () => (now += 2) })]
    expect([...runRules(runOf(resources, rules, { clock: () => now })).timing]).toEqual([
      ['workload/slow', 40],
      ['workload/fast', 2],
    ])
    expect(runRules(runOf(resources, rules)).timing.size).toBe(0)
  })
})

describe('fingerprints', () => {
  const twoFields: Partial<Rule> = {
    container: (_, at, __, context) => context.report({ at: at.child('name'), message: 'found' }),
  }
  const prints = (source: string): string[] => runOne(twoFields, resourcesOf(source)).diagnostics.map(({ fingerprint }) => fingerprint)

  test('stay when lines move, items come before them and the layout changes', () => {
    const moved = `# a comment\n\n${text.replace('        - name: web\n', '        - name: added\n        - name: web\n')}`
    expect(prints(moved)).toEqual(expect.arrayContaining(prints(text)))
  })

  test('are different for different fields', () => {
    expect(new Set(prints(text)).size).toBe(4)
  })
})
