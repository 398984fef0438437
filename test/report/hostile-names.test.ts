import { describe, expect, test } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { CheckOutcome } from '../../src/outcome.ts'
import { compact } from '../../src/report/compact.ts'
import { github } from '../../src/report/github.ts'
import { jsonText } from '../../src/report/json.ts'
import { checkResult } from '../../src/report/results/check.ts'
import { sarif } from '../../src/report/sarif.ts'
import { simulateText } from '../../src/report/simulate-text.ts'
import { summaryMarkdown } from '../../src/report/step-summary.ts'
import { text } from '../../src/report/text.ts'
import { declarationOf, documentOf, findingAt, outcomeOf, requestOf, resourceOf, setOf, settings } from './outcomes.ts'
import { nodeOf, podOf, simulationOf } from './simulation.ts'

const names = [
  '\x1b[31mred',
  '\x1b]8;;http://x\x07link\x1b]8;;\x07',
  '\x1b]52;c;eA==\x07',
  '\x9b31m',
  'a\rb',
  'a\b\b',
  'a\nb',
  '\n::error file=x::pwned\n::add-mask::a',
  '::stop-commands::x',
  'x ##[add-mask]a',
  '%0A::error::x',
  'a\u202eb\u2066',
  '<img src=x onerror=a>',
  'x](javascript:alert(1))|`a`|@everyone',
  '%s %d %j',
  '{{x}} {0} {name}',
  '__proto__',
  'ä'.repeat(250_000),
]

/** No file system has longer paths than this, and a path is never cut. */
function fileOf(name: string): string {
  return `${name.slice(0, 250)}.yaml`
}

/** A finding, a question, an answer and a failure that all name `name`, in a file of that name whose lines hold it. */
function outcomeAbout(name: string): CheckOutcome {
  const document = documentOf(fileOf(name), `metadata:\n  name: ${name}`)
  const resource = { apiVersion: name, kind: name, namespace: name, name }
  const finding = findingAt(document, 'name: ', {
    message: `Pod ${name} is odd.`,
    help: `Write ${name}.`,
    label: `not ${name}`,
    path: ['metadata', name],
    resource,
    component: { name: 'kube-apiserver', sentence: `no ${name}` },
    related: Array.from({ length: 5 }, () => ({
      message: `see ${name}`,
      span: { file: document.file, start: 0, end: 8 },
      path: [],
      resource,
    })),
    fixes: [{ title: `Write ${name}`, safe: true, edits: [{ span: { file: document.file, start: 0, end: 8 }, text: name }] }],
  })
  const pod = resourceOf(name, name, name, name, document)
  const answer = { message: `no ${name}`, errors: [] }
  return outcomeOf([finding], {
    settings: { ...settings, asServer: true },
    sets: [setOf({ requests: [requestOf(pod, answer)], declarations: [declarationOf(pod)] })],
    skipped: [{ file: fileOf(name), reason: 'foreign', detail: name }],
    unchecked: [{ file: fileOf(name), reason: 'vanished', message: name }],
    unknowns: [{ question: 'scheduling', set: name, resource, missing: [name], message: `whether ${name} fits` }],
    internalErrors: [{ rule: 'probe/some-rule', message: name }],
  })
}

function simulationAbout(name: string): string {
  const owner = resourceOf('v1', 'Pod', name, name, documentOf(fileOf(name), 'kind: Pod'))
  const pending = podOf(owner, { scheduled: { type: 'PodScheduled', status: 'False', message: `no ${name}` } })
  const running = podOf(owner, { node: name })
  const outcome = simulationOf({ nodes: [nodeOf(name, {}, [running])], pods: [pending, running], assumptions: [] })
  const refused = setOf({ cluster: new Cluster([]), requests: [requestOf(owner, { message: name })], declarations: [declarationOf(owner)] })
  return simulateText({ ...outcome, set: refused }, { color: false, width: 80, unicode: true })
}

const options = { width: 80, quiet: false }
/** Escape sequences of our own, which open and close a style. */
const ownStyles = /\x1b\[(?:1|2|22|3[1349])m/g
const acting = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]|##\[|\p{Surrogate}/u
const commands = /^\s*::/m

describe.each(names.map(name => [name.slice(0, 50), name]))('the name %j', (_title, name) => {
  const outcome = outcomeAbout(name)

  test.each([
    ['text', () => text(outcome, { ...options, color: false })],
    ['coloured text', () => text(outcome, { ...options, color: true }).replace(ownStyles, '')],
    ['compact', () => compact(outcome)],
    ['json', () => jsonText(checkResult(outcome))],
    ['sarif', () => sarif(outcome, { rules: [] })],
    ['a step summary', () => summaryMarkdown(outcome)],
    ['a simulation', () => simulationAbout(name)],
  ])('acts on nothing in %s', (_, write) => {
    const written = write()
    expect(written).not.toMatch(acting)
    expect(written).not.toMatch(commands)
  })

  test('makes no annotation of its own, nor a line', () => {
    const lines = github(outcome).trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines.filter(line => commands.test(line))).toHaveLength(3)
    expect(lines.join('\n')).not.toMatch(acting)
  })

  test('is one line of compact, which begins with its place', () => {
    expect(compact(outcome).trimEnd().split('\n')).toEqual([
      expect.stringMatching(/:\d+:\d+: error: Pod .* is odd\. \[probe\/some-rule\]$/),
    ])
  })

  test('is read back from JSON as it was', () => {
    const result = JSON.parse(jsonText(checkResult(outcome)))
    expect(result.diagnostics[0].resource).toEqual({ apiVersion: name, kind: name, namespace: name, name })
    expect(result.diagnostics[0].component.sentence).toBe(`no ${name}`)
  })

  test('makes no markup in a step summary', () => {
    const markdown = summaryMarkdown(outcome)
    const tags = [...markdown.matchAll(/<\/?([a-z]+)/g)].map(match => match[1])
    expect(new Set(tags)).toEqual(new Set(['code', 'sub', 'br', 'i']))
    expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(/[`@]|\]\(/)
    expect(
      markdown
        .split('\n')
        .find(line => line.startsWith('| <code>'))!
        .split('|')
    ).toHaveLength(5)
  })

  test('makes no text much longer', () => {
    expect(text(outcome, { ...options, color: false }).length).toBeLessThan(12_000)
  })
})
