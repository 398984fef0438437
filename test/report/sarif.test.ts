import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { defineRule, type Rule } from '../../src/lint/rule.ts'
import { sarif } from '../../src/report/sarif.ts'
import { documentOf, findingAt, outcomeOf } from './outcomes.ts'
import { sarifSchema } from './sarif-schema.ts'
import { shop } from './shop.ts'

const validate = new Ajv({ strict: true }).compile(sarifSchema)

const rule: Rule = defineRule({
  id: 'scheduling/unschedulable-pod',
  summary: 'No node can run a pod',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: 'next',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { pods: true },
  messages: { lacks: 'No node can run {pods}.' },
  help: 'Lower its requests.',
  component: { name: 'kube-scheduler', sentence: '{sentence}' },
})

function logOf(outcome = shop) {
  const log = JSON.parse(sarif(outcome, { rules: [rule], page: id => `# ${id}` }))
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
  return log.runs[0]
}

describe('a SARIF log', () => {
  test('points at the value in UTF-16 columns, with a fingerprint that survives', () => {
    const run = logOf()
    expect(run.columnKind).toBe('utf16CodeUnits')
    expect(run.results[1]).toMatchObject({
      ruleId: 'scheduling/unschedulable-pod',
      level: 'error',
      partialFingerprints: { 'seatrial/v1': '0123456789abcdef' },
    })
    expect(run.results[1].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'shop/web.yaml' },
          region: { startLine: 12, startColumn: 18, endLine: 12, endColumn: 21 },
        },
        logicalLocations: [{ fullyQualifiedName: 'Deployment shop/web', kind: 'resource' }],
      },
    ])
  })

  test('says in its message what is wrong, in whose words, and what to write', () => {
    expect(logOf().results[1].message.text.split('\n')).toEqual([
      'No node can run the pods of Deployment web: each of the 3 nodes lacks cpu.',
      expect.stringMatching(/^kube-scheduler: 0\/3 nodes are available/),
      'Lower requests.cpu to 3200m or less, or add a node with 4 cpu free.',
    ])
  })

  test('describes each rule that has findings once, with its page', () => {
    const { rules } = logOf().tool.driver
    expect(rules.map((descriptor: { id: string }) => descriptor.id)).toEqual([
      'scheduling/unschedulable-pod',
      'selector/service-matches-no-pods',
    ])
    expect(rules[0]).toMatchObject({
      shortDescription: { text: 'No node can run a pod.' },
      help: { markdown: '# scheduling/unschedulable-pod' },
      helpUri: expect.stringMatching(/^https:.*\/rules\/scheduling\/unschedulable-pod\/README\.md$/),
      defaultConfiguration: { level: 'error' },
    })
    expect(logOf().results.map((result: { ruleIndex: number }) => result.ruleIndex)).toEqual([1, 0])
  })

  test('holds the related places and the fixes', () => {
    const [, result] = logOf().results
    expect(result.relatedLocations).toHaveLength(5)
    expect(result.fixes).toEqual([
      {
        description: { text: 'Set requests.cpu to 3200m' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'shop/web.yaml' },
            replacements: [
              { deletedRegion: { startLine: 12, startColumn: 18, endLine: 12, endColumn: 21 }, insertedContent: { text: '3200m' } },
            ],
          },
        ],
      },
    ])
  })

  test('names what was not checked, and that the run is then no success', () => {
    const run = logOf(
      outcomeOf([], { unchecked: [{ file: 'huge.yaml', reason: 'too-large', message: 'larger than 10 MiB' }], exitCode: 2 })
    )
    expect(run.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'not checked: larger than 10 MiB' } }],
      },
    ])
  })

  test('has at most 25,000 results, the severest', () => {
    const document = documentOf('a.yaml', 'a: 1')
    const warnings = Array.from({ length: 25_000 }, () => findingAt(document, '1', { severity: 'warning', message: 'w' }))
    const distinct = warnings.map((finding, i) => ({ ...finding, message: `w${i}` }))
    const { results } = logOf(outcomeOf([...distinct, findingAt(document, 'a', { severity: 'error' })]))
    expect(results).toHaveLength(25_000)
    expect(results.filter((result: { level: string }) => result.level === 'error')).toHaveLength(1)
  })

  test.each([
    ['a b#ü.yaml', 'a%20b%23%C3%BC.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['/tmp/x.yaml', 'file:///tmp/x.yaml'],
    ['a\ud800.yaml', 'a%EF%BF%BD.yaml'],
    ['javascript:x.yaml', 'javascript%3Ax.yaml'],
  ])('the file %j is named %s', (path, uri) => {
    const run = logOf(outcomeOf([findingAt(documentOf(path, 'a: 1'), '1')]))
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri)
  })

  test('what reads as a link is none', () => {
    const run = logOf(outcomeOf([findingAt(documentOf('a.yaml', 'a: 1'), '1', { message: 'Pod [x](javascript:a) is odd.' })]))
    expect(run.results[0].message.text).toBe('Pod \\[x\\](javascript:a) is odd.')
  })
})
