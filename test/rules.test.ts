import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules as registry } from '../rules/index.ts'
import { parseOptions } from '../src/config/options.ts'
import { filesBelow, root } from '../src/dev/project.ts'
import { metadataLine, renderRulePage } from '../src/dev/rule-page.ts'
import { generateRuleRegistry, registrationErrors, ruleFolders } from '../src/dev/rule-registry.ts'
import { type PageExample, parseRulePage } from '../src/lint/rule-page.ts'
import type { CheckOutcome } from '../src/outcome.ts'
import { check } from '../src/pipeline.ts'
import { text as report } from '../src/report/text.ts'
import { ruleOf } from './lint/set-of.ts'
import { masterChecks } from './master-checks.ts'

const update = process.env['UPDATE'] === '1'
const headings = ['Why', 'Reported', 'Not reported', 'When to suppress']
/** What stands in the server's code as soon as it can say what these rules pass on. */
const saying: ReadonlyMap<string, RegExp> = new Map([
  ['api/forbidden-value', /'FieldValueForbidden'/],
  ['api/not-found', /'FieldValueNotFound'/],
  ['api/server-warning', /warnings:/],
  ['api/too-long', /'FieldValueToo(Long|Many)'/],
  ['api/unsupported-value', /'FieldValueNotSupported'/],
])
const serverRows = ['strategies', 'validation/core', 'validation/meta', 'admission']
  .flatMap(folder =>
    filesBelow(join(root, 'src/apiserver', folder)).map(file => readFileSync(join(root, 'src/apiserver', folder, file), 'utf8'))
  )
  .join('\n')
const rules = await Promise.all(registry.map(entry => entry.load()))
const pageOf = (id: string): string => join(root, 'rules', id, 'README.md')

describe('the registry', () => {
  test('is what the rules say, sorted by id', async () => {
    for (const [path, content] of await generateRuleRegistry()) {
      if (update) writeFileSync(join(root, path), content)
      expect(readFileSync(join(root, path), 'utf8')).toBe(content)
    }
    expect(registry.map(({ id }) => id)).toEqual([...ruleFolders()].sort())
  })

  test.each(registry.map((entry, i) => [entry.id, i] as const))('%s is loaded by its entry', (_, i) => {
    const { id, severity, claim, presets, when } = registry[i]!
    expect(rules[i]).toMatchObject({ id, severity, claim, presets, when })
  })

  test.each([
    ['without help', { help: '' }],
    ['without the words of the component', { component: undefined }],
    ['with empty words of the component', { component: { name: 'kubelet', sentence: '' } }],
    ['outside the preset correctness', { presets: ['recommended'] }],
  ])('refuses a rule that says something fails %s', (_, change) => {
    const good = {
      claim: 'fails',
      severity: 'error',
      component: { name: 'kubelet', sentence: 'No.' },
      object: () => {},
    } as const
    expect(registrationErrors(ruleOf(good), 'workload/some-state')).toEqual([])
    expect(registrationErrors(ruleOf({ ...good, ...change } as Parameters<typeof ruleOf>[0]), 'workload/some-state')).toHaveLength(1)
  })

  test.each([
    ['another folder', {}, 'workload/other-state'],
    ['a category that is none', { id: 'other/some-state' }, 'other/some-state'],
    ['capital letters', { id: 'workload/SomeState' }, 'workload/SomeState'],
    ['a summary of two lines', { summary: 'One\ntwo' }, 'workload/some-state'],
    ['a full stop after the summary', { summary: 'Something.' }, 'workload/some-state'],
    ['a preset that is none', { presets: ['all-of-it'] }, 'workload/some-state'],
    ['no trigger', { when: {} }, 'workload/some-state'],
    ['advice as an error', { severity: 'error' }, 'workload/some-state'],
    ['two visitors', { pod: () => {} }, 'workload/some-state'],
  ] as const)('refuses a rule with %s', (_, change, folder) => {
    expect(registrationErrors(ruleOf({ object: () => {}, ...change } as Parameters<typeof ruleOf>[0]), folder)).toHaveLength(1)
  })
})

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = parseRulePage(readFileSync(pageOf(id), 'utf8'))

  test('covers checks of the master list', () => {
    expect(rule.checks.filter(check => !masterChecks.has(check))).toEqual([])
  })

  test('has a page in the order of all pages', () => {
    expect(page.title).toBe(id)
    expect(page.summary).toBe(rule.summary)
    expect(page.headings).toEqual(headings.filter(heading => page.headings.includes(heading)))
    expect(page.headings).toEqual(expect.arrayContaining(headings.slice(0, 3)))
    expect(page.stray).toEqual([])
    expect(page.examples.some(({ reported }) => reported)).toBe(true)
    expect(page.examples.some(({ reported }) => !reported)).toBe(true)
  })

  test.each(page.examples.map(example => [example.line, example] as const))('line %i is as the page says', async (_, example) => {
    const outcome = await run(example, id)
    const found = outcome.diagnostics.map(({ rule, severity, span }) => ({
      path: span.file.path,
      line: span.file.position(span.start).line,
      rule,
      severity,
    }))
    const expected = example.expected.filter(finding => finding.rule !== id || canReport(id))
    const own = found.filter(finding => finding.rule === id || finding.severity === 'error')
    expect(own.map(({ path, line, rule }) => ({ path, line, rule }))).toEqual(expected)
    expect(outcome.internalErrors).toEqual([])
    expect(example.expected.some(finding => finding.rule === id)).toBe(example.reported)
    expect(example.output !== undefined).toBe(example.reported && canReport(id))
  })

  test('shows what is printed', async () => {
    const outputs = new Map<PageExample, string>()
    for (const example of page.examples) if (example.reported) outputs.set(example, outputOf(await run(example, id), id))
    const rendered = renderRulePage(readFileSync(pageOf(id), 'utf8'), rule, outputs)
    if (update) writeFileSync(pageOf(id), rendered)
    const now = parseRulePage(readFileSync(pageOf(id), 'utf8'))
    expect(now.metadata).toBe(metadataLine(rule))
    expect(readFileSync(pageOf(id), 'utf8')).toBe(rendered)
  })

  test('fixes only what its metadata promises', async () => {
    const fixes = []
    for (const example of page.examples)
      for (const diagnostic of (await run(example, id)).diagnostics) if (diagnostic.rule === id) fixes.push(...diagnostic.fixes)
    if (rule.fixable === undefined) expect(fixes).toEqual([])
    else if (rule.fixable === 'unsafe') expect(fixes.filter(({ safe }) => safe)).toEqual([])
    for (const { title, edits } of fixes) {
      expect(title).not.toBe('')
      for (const { span, text } of edits) expect(text).not.toBe(span.file.text.slice(span.start, span.end))
    }
  })
})

/** Whether the server checks anything yet that this rule passes on. */
function canReport(id: string): boolean {
  return saying.get(id)?.test(serverRows) ?? true
}

/** The example as a job; a rule that the default preset lacks is turned on by name where something is to be reported. */
async function run({ files, world, versions, reported }: PageExample, id: string): Promise<CheckOutcome> {
  const rule = rules.find(rule => rule.id === id)!
  const named = reported && !rule.presets.includes('correctness')
  const settings = parseOptions({ world, ...versions, ...(named ? { rule: { [id]: rule.severity } } : {}) }, 'check')
  const inputs = files.filter(({ role }) => role === 'input')
  const cluster = files.filter(({ role }) => role === 'cluster')
  const from = files.filter(({ role }) => role === 'from')
  const schemas = (name: string) => files.find(({ role, path }) => role === 'schema' && path === name)
  return check({ inputs, cluster, ...(from.length > 0 && { from }), schemas }, settings, registry)
}

function outputOf(outcome: CheckOutcome, id: string): string {
  const diagnostics = outcome.diagnostics.filter(({ rule }) => rule === id)
  return report({ ...outcome, diagnostics }, { color: false, width: 120, quiet: true })
}
