import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { check } from '../../src/pipeline.ts'

const field = 'schema/unknown-field'

async function run(text: string, options: Readonly<Record<string, unknown>> = {}, path = 'a.yaml') {
  const { diagnostics, suppressed, summary } = await check({ inputs: [{ path, text }] }, parseOptions(options, 'check'), rules)
  const shown = ({ rule, span, severity }: (typeof diagnostics)[number]) => `${span.file.position(span.start).line} ${rule} ${severity}`
  return { found: diagnostics.map(shown), hidden: suppressed.map(shown), summary }
}

/** A ConfigMap with two unknown fields, on lines 5 and 6 where nothing is added. */
function configMap({ above = '', behind = '', annotation = '', first = '' } = {}): string {
  const annotations = annotation === '' ? '' : `  annotations:\n    ${annotation}\n`
  return `${first}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n${annotations}${above}date: {}${behind}\nbinary: {}\n`
}

function workload({ top = '', template = '', container = '' } = {}): string {
  const block = (text: string, indent: string): string => (text === '' ? '' : `${indent}annotations:\n${indent}  ${text}\n`)
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
${block(top, '  ')}spec:
  selekt: {}
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
${block(template, '      ')}    spec:
      containers:
${container}        - name: a
          image: nginx
          imag: a
        - name: b
          image: nginx
          imag: b
`
}

describe('a comment', () => {
  test.each([
    ['behind its line', { behind: ` # seatrial-ignore ${field}: the operator reads it` }],
    ['on the line above', { above: `# seatrial-ignore ${field}: the operator reads it\n` }],
    ['above other comments and blank lines', { above: `# seatrial-ignore ${field}: x\n# and more\n\n` }],
    ['behind other words', { behind: ` # read by us # seatrial-ignore ${field}: x` }],
    ['that names several rules', { behind: ` # seatrial-ignore ${field}, schema/*: x` }],
    ['that names a category', { behind: ' # seatrial-ignore schema/*: x' }],
  ])('%s hides what is found there, and nothing else', async (_, parts) => {
    const { found, hidden, summary } = await run(configMap(parts))
    expect(hidden.map(line => line.split(' ')[1])).toEqual([field])
    expect(found.map(line => line.split(' ')[1])).toEqual([field])
    expect(summary).toMatchObject({ error: 1, suppressed: 1 })
  })

  test.each([
    ['of the file', `# seatrial-ignore-file ${field}: taken over from upstream\n`],
    ['of the file, above a separator', `# seatrial-ignore-file ${field}: taken over from upstream\n---\n`],
    ['of the file without a rule', '# seatrial-ignore-file: taken over from upstream\n'],
  ])('%s hides all that it names', async (_, first) => {
    expect(await run(`${configMap({ first })}---\n${configMap().replace('settings', 'other')}`)).toMatchObject({
      found: [],
      summary: { suppressed: 4 },
    })
  })

  test('above an item of a list hides what is in the item', async () => {
    const { found, hidden } = await run(workload({ container: `        # seatrial-ignore ${field}: a\n` }))
    expect(hidden).toEqual([`17 ${field} error`])
    expect(found).toEqual([`6 ${field} error`, `20 ${field} error`])
  })

  test('that only mentions the word hides nothing, nor does text that looks like one', async () => {
    expect((await run(configMap({ behind: ' # see the page about seatrial-ignored' }))).found).toHaveLength(2)
    expect((await run(configMap({ behind: '\ndata: {a: "# seatrial-ignore schema/unknown-field: x"}' }))).summary).toMatchObject({
      error: 2,
      warning: 0,
      suppressed: 0,
    })
  })
})

describe('an annotation', () => {
  test('of an object hides what is in the object', async () => {
    const text = `${configMap({ annotation: `seatrial.dev/ignore: "${field}: x; schema/wrong-type: y"` })}---\n${configMap().replace('settings', 'other')}`
    const { found, hidden } = await run(text)
    expect(hidden).toEqual([`7 ${field} error`, `8 ${field} error`])
    expect(found).toEqual([`6 meta/unused-suppression warning`, `14 ${field} error`, `15 ${field} error`])
  })

  test('of a pod template hides what is in the template', async () => {
    const { found, hidden } = await run(workload({ template: `seatrial.dev/ignore: "${field}: x"` }))
    expect(hidden).toEqual([`18 ${field} error`, `21 ${field} error`])
    expect(found).toEqual([`6 ${field} error`])
  })

  test('of an item of a list covers the item', async () => {
    const items = [configMap({ annotation: `seatrial.dev/ignore: "${field}: x"` }), configMap().replace('settings', 'other')]
    const list = `apiVersion: v1\nkind: List\nitems:\n${items.map(item => `  - ${item.trimEnd().split('\n').join('\n    ')}\n`).join('')}`
    expect(await run(list)).toMatchObject({ summary: { error: 2, suppressed: 2 } })
  })

  test('works in JSON, which has no comments', async () => {
    const metadata = { name: 'a', annotations: { 'seatrial.dev/ignore': `${field}: x` } }
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, date: {} })
    expect(await run(text, {}, 'a.json')).toMatchObject({ found: [], summary: { suppressed: 1 } })
  })
})

describe('annotations of other tools', () => {
  const role = (annotation: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: all
  annotations:
    ${annotation}
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: ["*"]
`
  test.each([
    ['kube-linter', 'ignore-check.kube-linter.io/wildcard-in-rules: it must', 1],
    ['kube-linter, all checks', 'kube-linter.io/ignore-all: it must', 1],
    ['kube-linter, another check', 'ignore-check.kube-linter.io/latest-tag: it must', 0],
    ['checkov', 'checkov.io/skip1: CKV_K8S_49=it must', 1],
    ['checkov, another check', 'checkov.io/skip1: CKV_K8S_1=it must', 0],
    ['datree', 'datree.skip/CIS_INVALID_WILDCARD_ROLE: it must', 1],
    ['polaris, a check that no rule here equals', 'polaris.fairwinds.com/cpuRequestsMissing-exempt: "true"', 0],
    ['kube-score, a check that no rule here equals', 'kube-score/ignore: pod-networkpolicy', 0],
  ])('hide what equals the check: %s', async (_, annotation, suppressed) => {
    const { summary } = await run(role(annotation), { only: ['rbac/wildcard', 'meta/unused-suppression', 'meta/unexplained-suppression'] })
    expect(summary).toMatchObject({ warning: 1 - suppressed, info: 0, suppressed })
  })
})

describe('suppressions are looked after', () => {
  test.each([
    ['one that hides nothing', { behind: ' # seatrial-ignore schema/wrong-type: x' }, 'meta/unused-suppression warning'],
    ['one of a rule that does not exist', { behind: ' # seatrial-ignore schema/unknown-feild: x' }, 'meta/unknown-suppression warning'],
    ['one that names no rule', { behind: ' # seatrial-ignore' }, 'meta/unknown-suppression warning'],
    ['one without a reason', { behind: ` # seatrial-ignore ${field}` }, 'meta/unexplained-suppression info'],
  ])('%s is reported', async (_, parts, expected) => {
    expect((await run(configMap(parts))).found.filter(line => line.includes(' meta/'))).toEqual([`5 ${expected}`])
  })

  test.each([
    ['that is off', { rule: { 'schema/wrong-type': 'off' } }],
    ['that is not among those to run', { only: [field, 'meta/unused-suppression'] }],
  ])('one that hides nothing of a rule %s is not', async (_, options) => {
    expect((await run(configMap({ behind: ' # seatrial-ignore schema/wrong-type: x' }), options)).found).toHaveLength(2)
  })

  test('none is, and none holds, where they are to be ignored', async () => {
    const { found, summary } = await run(configMap({ behind: ` # seatrial-ignore ${field}` }), { noInlineConfig: true })
    expect(found).toHaveLength(2)
    expect(summary.suppressed).toBe(0)
  })
})

describe('overrides', () => {
  const override = (files: string, level: string) => ({ overrides: [{ files: [files], rule: { [field]: level } }] })

  test.each([
    ['off in a file hides it', override('a.yaml', 'off'), [], 2],
    ['off elsewhere does not', override('b/**', 'off'), [`5 ${field} error`, `6 ${field} error`], 0],
    ['a level in a file counts there', override('*.yaml', 'info'), [`5 ${field} info`, `6 ${field} info`], 0],
    [
      'the last that matches wins',
      { overrides: [...override('a.yaml', 'off').overrides, ...override('a.yaml', 'warning').overrides] },
      [`5 ${field} warning`, `6 ${field} warning`],
      0,
    ],
  ])('%s', async (_, options, found, suppressed) => {
    expect(await run(configMap(), options)).toMatchObject({ found, summary: { suppressed } })
  })

  test('turn a rule on for some files only', async () => {
    const options = { rule: { [field]: 'off' }, ...override('a.yaml', 'warning') }
    expect((await run(configMap(), options)).found).toHaveLength(2)
    expect((await run(configMap(), options, 'b.yaml')).found).toEqual([])
    expect((await run(configMap(), { ...options, only: ['schema/wrong-type'] })).found).toEqual([])
  })

  test('are relative to their base', async () => {
    const options = { overrides: [{ files: ['shop/a.yaml'], base: 'shop', rule: { [field]: 'off' } }] }
    expect((await run(configMap(), options)).found).toEqual([])
    expect((await run(configMap(), { overrides: [{ files: ['a.yaml'], base: '../x', rule: { [field]: 'off' } }] })).found).toHaveLength(2)
    expect(
      (await run(configMap(), { overrides: [{ files: ['a.yaml'], base: '..', rule: { [field]: 'off' } }] }, 'x/../../a.yaml')).found
    ).toHaveLength(2)
  })
})
