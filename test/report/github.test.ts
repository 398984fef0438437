import { describe, expect, test } from 'vitest'
import { github } from '../../src/report/github.ts'
import { summaryMarkdown } from '../../src/report/step-summary.ts'
import { documentOf, findingAt, outcomeOf } from './outcomes.ts'
import { shop, unschedulable } from './shop.ts'

const document = documentOf('a.yaml', 'a: 1\nb: 2\n')

describe('workflow commands', () => {
  test('annotate the line with message, words and help', () => {
    expect(github(shop)).toMatchInlineSnapshot(`
      "::error file=shop/web.yaml,line=12,endLine=12,col=18,endColumn=21,title=scheduling/unschedulable-pod::No node can run the pods of Deployment web: each of the 3 nodes lacks cpu.%0Akube-scheduler: 0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.%0ALower requests.cpu to 3200m or less, or add a node with 4 cpu free.
      ::warning file=shop/service.yaml,line=9,endLine=9,col=5,endColumn=13,title=selector/service-matches-no-pods::Service web selects no pods: no pod in namespace shop has the labels app=web.%0AWrite app: webb here, or app: web in the template.
      1 error and 1 warning in 12 objects of 4 files (Kubernetes 1.36).
      "
    `)
  })

  test.each([
    ['a path', documentOf('a,b:c%\n.yaml', 'a: 1'), 'file=a%2Cb%3Ac%25\\n.yaml,line=1'],
    ['standard input', documentOf('<stdin>', 'a: 1'), '::error line=1'],
  ])('name %s so that nothing in it separates', (_, source, expected) => {
    expect(github(outcomeOf([findingAt(source, '1')])).split('\n')[0]).toContain(expected)
  })

  test('give no columns of a finding over several lines', () => {
    const span = { file: document.file, start: 0, end: 8 }
    const [line] = github(outcomeOf([findingAt(document, 'a', { span })])).split('\n')
    expect(line).toContain('line=1,endLine=2,title=')
  })

  test('are at most ten of a level; the log holds the rest', () => {
    const findings = Array.from({ length: 12 }, (_, i) => findingAt(document, '1', { message: `e${i}` }))
    const warning = findingAt(document, '2', { severity: 'warning', message: 'w' })
    const note = findingAt(document, '2', { severity: 'info', message: 'i' })
    const lines = github(outcomeOf([...findings, warning, note]))
      .trimEnd()
      .split('\n')
    expect(lines.filter(line => line.startsWith('::error '))).toHaveLength(10)
    expect(lines.slice(10)).toEqual([
      '::warning file=a.yaml,line=2,endLine=2,col=4,endColumn=5,title=probe/some-rule::w',
      '::notice file=a.yaml,line=2,endLine=2,col=4,endColumn=5,title=probe/some-rule::i',
      'GitHub shows 10 annotations of a level; 2 more findings:',
      'a.yaml:1:4: error: e10 [probe/some-rule]',
      'a.yaml:1:4: error: e11 [probe/some-rule]',
      '12 errors, 1 warning and 1 note in 12 objects of 4 files (Kubernetes 1.36).',
    ])
  })

  test('name what was not checked before anything else', () => {
    const unchecked = [{ file: 'huge.yaml', reason: 'too-large', message: 'larger than 10 MiB' }] as const
    expect(github(outcomeOf([unschedulable], { unchecked, exitCode: 2 })).split('\n')[0]).toBe(
      '::error::huge.yaml: not checked: larger than 10 MiB'
    )
  })
})

describe('the step summary', () => {
  test('is a sentence of verdict, a table of errors, and the rest folded', () => {
    expect(summaryMarkdown(shop)).toMatchInlineSnapshot(`
      "### seatrial

      1 error and 1 warning in 12 objects of 4 files (Kubernetes 1.36).

      | Place | Finding | What to write |
      |---|---|---|
      | <code>shop/web.yaml:12:18</code> | No node can run the pods of Deployment web: each of the 3 nodes lacks cpu. <sub>scheduling/unschedulable-pod</sub><br>kube-scheduler: <i>0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.</i> | Lower requests.cpu to 3200m or less, or add a node with 4 cpu free. |

      <details>
      <summary>1 warning</summary>

      | Place | Finding | What to write |
      |---|---|---|
      | <code>shop/service.yaml:9:5</code> | Service web selects no pods: no pod in namespace shop has the labels app=web. <sub>selector/service-matches-no-pods</sub> | Write app: webb here, or app: web in the template. |

      </details>

      - Not answered: whether PersistentVolumeClaim shop/data binds (no StorageClass in the input; give it with --cluster).
      "
    `)
  })

  test('of a clean set is one sentence', () => {
    expect(summaryMarkdown(outcomeOf([]))).toBe('### seatrial\n\n12 objects of 4 files: nothing would fail (Kubernetes 1.36).\n')
  })

  test('never has more than a megabyte; the rest is counted', () => {
    const findings = Array.from({ length: 20_000 }, (_, i) =>
      findingAt(document, '1', { severity: i % 2 === 0 ? 'error' : 'warning', message: `${i} ${'名前 '.repeat(50)}` })
    )
    const unchecked = Array.from({ length: 20_000 }, (_, i) => ({ file: `${i}.yaml`, reason: 'vanished', message: 'gone' }) as const)
    const markdown = summaryMarkdown(outcomeOf(findings, { unchecked }))
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1_000_000)
    expect(markdown).toMatch(/\n[\d,]+ more errors in the log\.\n/)
    expect(markdown).toContain('\n10,000 more warnings in the log.\n'.trimStart())
  })
})
