import { describe, expect, test } from 'vitest'
import type { CheckOutcome } from '../../src/outcome.ts'
import { compact } from '../../src/report/compact.ts'
import { type TextOptions, text } from '../../src/report/text.ts'
import { declarationOf, documentOf, findingAt, outcomeOf, requestOf, resourceOf, setOf, settings } from './outcomes.ts'
import { noPods, shop, unschedulable } from './shop.ts'

const plain: TextOptions = { color: false, width: 80, quiet: false }

describe('text', () => {
  test('a finding is its line, its frame, why and what to write; then one sentence about all and the open questions', () => {
    expect(text(shop, plain)).toMatchInlineSnapshot(`
      "shop/service.yaml:9:5: warning: Service web selects no pods: no pod in namespace shop has the labels app=web. [selector/service-matches-no-pods]
          |
        8 |   selector:
        9 |     app: web
          |     ^^^^^^^^ selected here
          |
          = the nearest pods have app=webb
          = help: write app: webb here, or app: web in the template

      shop/web.yaml:12:18: error: No node can run the pods of Deployment web: each of the 3 nodes lacks cpu. [scheduling/unschedulable-pod]
          |
       10 |         resources:
       11 |           requests:
       12 |             cpu: "4"
          |                  ^^^ 4 cpu needed, 3200m free on the best node
          |
          = cluster/nodes.yaml:4:10  node n1 has 3200m of 4 cpu free
          = cluster/nodes.yaml:4:10  node n2 has 3200m of 4 cpu free
          = cluster/nodes.yaml:4:10  node n3 has 3200m of 4 cpu free
          = and 2 more nodes
          = kube-scheduler: 0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.
          = help: lower requests.cpu to 3200m or less, or add a node with 4 cpu free

      1 error and 1 warning in 12 objects of 4 files (Kubernetes 1.36).
      Not answered: whether PersistentVolumeClaim shop/data binds (no StorageClass in the input; give it with --cluster).
      "
    `)
  })

  test('a clean set prints one line', () => {
    expect(text(outcomeOf([]), plain)).toBe('12 objects of 4 files: nothing would fail (Kubernetes 1.36).\n')
  })

  test('an input without objects says so', () => {
    expect(text(outcomeOf([], { sets: [] }), plain)).toBe('No Kubernetes object in the input (Kubernetes 1.36).\n')
  })

  test('what was not checked stands before the summary, which then does not call the rest clean', () => {
    const outcome = outcomeOf([], {
      unchecked: [{ file: 'huge.yaml', reason: 'too-large', message: 'larger than 10 MiB' }],
      internalErrors: [{ rule: 'probe/some-rule', message: 'x is not iterable' }],
      exitCode: 3,
    })
    expect(text(outcome, plain)).toMatchInlineSnapshot(`
      "huge.yaml: not checked: larger than 10 MiB
      rule probe/some-rule: not checked everywhere, by an error of seatrial unbuilt: x is not iterable

      12 objects of 4 files: nothing found in what was checked (Kubernetes 1.36).
      "
    `)
  })

  test('kinds that nobody knows are counted before the summary', () => {
    const of = (kind: string) =>
      ({ file: 'a.yaml', reason: 'unknown-kind', resource: { apiVersion: 'a.b/v1', kind, namespace: null, name: null } }) as const
    const skipped = [
      of('Widget'),
      of('Widget'),
      of('Gadget'),
      { file: 'compose.yaml', reason: 'foreign', detail: 'Docker Compose file' } as const,
    ]
    expect(text(outcomeOf([], { skipped }), plain).split('\n')[0]).toBe(
      '3 objects not checked, for no schema in reach knows the kind: Widget (a.b/v1) and Gadget (a.b/v1)'
    )
  })

  test('--quiet prints findings only', () => {
    expect(text(outcomeOf([noPods]), { ...plain, quiet: true })).not.toContain('objects of')
    expect(text(outcomeOf([]), { ...plain, quiet: true })).toBe('')
  })

  test.each<[string, Partial<CheckOutcome['summary']>, string]>([
    ['one of each', { error: 1, warning: 1, info: 1 }, '1 error, 1 warning and 1 note in 12 objects of 4 files (Kubernetes 1.36).'],
    ['thousands', { error: 1234 }, '1,234 errors in 12 objects of 4 files (Kubernetes 1.36).'],
    [
      'suppressed',
      { warning: 2, suppressed: 3, baselined: 1 },
      '2 warnings in 12 objects of 4 files (Kubernetes 1.36). 3 suppressed and 1 in the baseline.',
    ],
    [
      'truncated',
      { error: 25_000, truncated: true },
      '25,000 errors in 12 objects of 4 files (Kubernetes 1.36). Only the 25,000 severest are listed.',
    ],
  ])('the summary counts %s', (_, counts, sentence) => {
    const summary = { error: 0, warning: 0, info: 0, suppressed: 0, baselined: 0, truncated: false, ...counts }
    expect(text(outcomeOf([], { summary }), plain)).toBe(`${sentence}\n`)
  })

  test('equal questions are one line, and many are counted', () => {
    const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }
    const asked = (question: string, name: string) => ({
      question,
      set: '.',
      resource,
      missing: ['Node'],
      message: `whether ${name} fits.`,
    })
    const unknowns = [
      asked('scheduling', 'a'),
      asked('scheduling', 'b'),
      asked('scheduling', 'c'),
      ...['1', '2', '3', '4', '5', '6'].map(n => asked(n, n)),
    ]
    const lines = text(outcomeOf([], { unknowns }), plain).trimEnd().split('\n')
    expect(lines.slice(1, 3)).toEqual(['Not answered: whether a fits (and 2 more such).', 'Not answered: whether 1 fits.'])
    expect(lines.at(-1)).toBe('Not answered: 2 more questions; --format json lists them.')
    expect(lines).toHaveLength(7)
  })

  test('a safe fix stands in place of the help, which says the same', () => {
    const [fix] = unschedulable.fixes
    const lines = text(outcomeOf([{ ...unschedulable, fixes: [{ ...fix!, safe: true }] }]), plain).split('\n')
    expect(lines.filter(line => /help:|fix:/.test(line))).toEqual(['    = fix: set requests.cpu to 3200m'])
  })

  test('help that names an object keeps its capital, and several sentences keep their full stops', () => {
    const helps = ['ConfigMaps need a key.', 'Write a. Then write b.', 'Write v1.5.']
    const lines = helps.map(help => text(outcomeOf([findingAt(documentOf('a.yaml', 'a: 1'), '1', { help })]), plain).split('\n'))
    expect(lines.map(found => found.find(line => line.includes('help:')))).toEqual([
      '    = help: ConfigMaps need a key',
      '    = help: write a. Then write b.',
      '    = help: write v1.5',
    ])
  })

  test('with --as-server the answer to each object stands before the summary', () => {
    const web = resourceOf('apps/v1', 'Deployment', 'shop', 'web', documentOf('web.yaml', 'kind: Deployment\n'))
    const node = resourceOf('v1', 'Node', null, 'n1', documentOf('node.yaml', 'kind: Node\n'))
    const refusal = { message: 'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1' }
    const set = setOf({
      requests: [requestOf(web, refusal), requestOf(node, undefined, { warnings: [{ message: 'metadata.name: old', path: [] }] })],
      declarations: [declarationOf(web), declarationOf(node)],
    })
    expect(
      text(outcomeOf([], { settings: { ...settings, asServer: true }, sets: [set] }), { ...plain, width: 120 })
    ).toMatchInlineSnapshot(`
      "ANSWER       OBJECT               WHERE
      422 Invalid  Deployment shop/web  web.yaml:1
      201 Created  Node n1              node.yaml:1

      12 objects of 4 files: kube-apiserver refuses 1 (Kubernetes 1.36).
      "
    `)
  })
})

describe('colours', () => {
  test('the text is the same without them', () => {
    const coloured = text(shop, { ...plain, color: true })
    expect(coloured).toContain('\x1b[31merror:\x1b[39m')
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(text(shop, plain))
  })
})

describe('compact', () => {
  test('is the first line of each finding alone', () => {
    expect(compact(shop).trimEnd().split('\n')).toEqual(
      text(shop, plain)
        .split('\n')
        .filter(line => /^shop\/\S+:\d+:\d+: /.test(line))
    )
  })

  test('a clean set prints nothing', () => {
    expect(compact(outcomeOf([]))).toBe('')
  })
})

describe('the data of a Secret', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 's' }
  const yaml = 'kind: Secret\nmetadata:\n  name: Bad_Name\ndata:\n  password: hunter2\nstringdata: {token: hunter3}\n'
  const document = documentOf('secret.yaml', yaml)

  test.each([
    ['a value', findingAt(document, 'hunter2', { resource: secret, path: ['data', 'password'] })],
    ['a key', findingAt(document, 'password', { resource: secret, path: ['data', 'password'] })],
    ['a misspelt field', findingAt(document, 'stringdata', { resource: secret, path: ['stringdata'] })],
    ['a syntax error', findingAt(document, 'hunter2')],
    ['an item of a List', findingAt(document, 'hunter2', { resource: secret, path: ['items', 0, 'data', 'password'] })],
    [
      'a line of JSON',
      findingAt(documentOf('s.json', '{"kind":"Secret","data":{"a":"hunter2"}}'), 'kind', { resource: secret, path: ['kind'] }),
    ],
    ['a flow mapping', findingAt(documentOf('s.yaml', '{kind: Secret, data: {a: hunter2}}'), 'kind', { resource: secret, path: ['kind'] })],
  ])('is not shown by a frame at %s', (_, finding) => {
    const shown = text(outcomeOf([finding]), plain)
    expect(shown).not.toMatch(/hunter/)
    expect(shown).toContain('    = the line is not shown, for it may hold secret data\n')
  })

  test('leaves the other lines visible', () => {
    const finding = findingAt(document, 'Bad_Name', { resource: secret, path: ['metadata', 'name'] })
    expect(text(outcomeOf([finding]), plain)).toContain('  3 |   name: Bad_Name\n')
  })
})
