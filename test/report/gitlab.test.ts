import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { gitlab } from '../../src/report/gitlab.ts'
import { documentOf, findingAt, outcomeOf } from './outcomes.ts'
import { shop } from './shop.ts'

const document = documentOf('a.yaml', 'a: 1\nb: 2\n')
/** What GitLab asks of each issue (docs.gitlab.com, Code Quality report format). */
const isReport = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'location', 'severity'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
})

describe('a Code Quality report', () => {
  test('is what GitLab reads', () => {
    const report = JSON.parse(gitlab(shop))
    expect(isReport(report)).toBe(true)
    expect(report).toMatchInlineSnapshot(`
      [
        {
          "categories": [
            "Bug Risk",
          ],
          "check_name": "selector/service-matches-no-pods",
          "content": {
            "body": "Write app: webb here, or app: web in the template.",
          },
          "description": "Service web selects no pods: no pod in namespace shop has the labels app=web.",
          "fingerprint": "0123456789abcdef",
          "location": {
            "lines": {
              "begin": 9,
              "end": 9,
            },
            "path": "shop/service.yaml",
          },
          "severity": "minor",
          "type": "issue",
        },
        {
          "categories": [
            "Bug Risk",
          ],
          "check_name": "scheduling/unschedulable-pod",
          "content": {
            "body": "kube-scheduler: 0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.

      Lower requests.cpu to 3200m or less, or add a node with 4 cpu free.",
          },
          "description": "No node can run the pods of Deployment web: each of the 3 nodes lacks cpu.",
          "fingerprint": "0123456789abcdef-2",
          "location": {
            "lines": {
              "begin": 12,
              "end": 12,
            },
            "path": "shop/web.yaml",
          },
          "severity": "critical",
          "type": "issue",
        },
      ]
    `)
  })

  test('is an empty list where nothing was found', () => {
    expect(gitlab(outcomeOf([]))).toBe('[]\n')
  })

  test('tells findings of one fingerprint apart, or GitLab would show one of them', () => {
    const report: readonly { fingerprint: string }[] = JSON.parse(gitlab(outcomeOf([findingAt(document, '1'), findingAt(document, '2')])))
    expect(report.map(({ fingerprint }) => fingerprint)).toEqual(['0123456789abcdef', '0123456789abcdef-2'])
  })
})
