import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { root, seatrial, temporaryFolder } from '../ship/program.ts'
import { pod, write } from './files.ts'

const cwd = write(temporaryFolder(), {
  'pod.yaml': pod('a'),
  'nodes.yaml': ['n1', 'n2']
    .map(name => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nstatus: {allocatable: {cpu: "1", memory: 1Gi, pods: "9"}}\n`)
    .join('---\n'),
  'placements.json': '[{"namespace": "default", "pod": "web", "node": "n2"}]',
  'wrong.json': '[{"pod": "web"}]',
  'rbac.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: auditors}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: Group, name: auditors, apiGroup: rbac.authorization.k8s.io}]
`,
  'queries.jsonl': ['get', 'delete']
    .map(verb => JSON.stringify({ id: verb, groups: ['auditors'], resource: { verb, resource: 'pods' } }))
    .join('\n'),
})

describe('explain', () => {
  test.each(rules.map(rule => rule.id))('%s prints its page', id => {
    expect(seatrial(['explain', id], { cwd })).toEqual({
      code: 0,
      stdout: readFileSync(join(root, 'rules', id, 'README.md'), 'utf8'),
      stderr: '',
    })
  })

  test('a rule that is none is told, with what was probably meant', () => {
    expect(seatrial(['explain', 'schema/unknown-feild']).stderr).toMatch('Did you mean schema/unknown-field?')
    expect(seatrial(['explain', 'unknown-field']).stderr).toMatch('Did you mean schema/unknown-field?')
    expect(seatrial(['explain', '../../package.json']).code).toBe(2)
  })
})

describe('rules', () => {
  test('lists every rule, as text and as JSON', () => {
    const ids = rules.map(rule => rule.id)
    const { stdout, code } = seatrial(['rules', '--format', 'json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).rules.map((rule: { id: string }) => rule.id)).toEqual(ids)
    const lines = seatrial(['rules'])
      .stdout.split('\n')
      .filter(line => /^[a-z]/.test(line))
    expect(lines.map(line => line.split(' ')[0])).toEqual(ids)
  })
})

describe('simulate', () => {
  test('places pods, and replays recorded placements', () => {
    const decide = (...flags: readonly string[]) =>
      JSON.parse(seatrial(['simulate', '--format', 'json', ...flags, 'nodes.yaml', 'pod.yaml'], { cwd }).stdout).decisions[0]
    expect(decide()).toMatchObject({ outcome: 'scheduled', candidates: ['n1', 'n2'], node: 'n1' })
    expect(decide('--placements', 'placements.json')).toMatchObject({ node: 'n2', agrees: true })
    expect(decide('--detail').nodes).toHaveLength(2)
    expect(decide()).not.toHaveProperty('nodes')
  })

  test('reads nodes from --cluster and --nodes', () => {
    expect(seatrial(['simulate', '--cluster', 'nodes.yaml', 'pod.yaml'], { cwd }).stdout).toMatch(/^2 nodes, 1 pod: placed/)
    expect(seatrial(['simulate', '--nodes', '3:cpu=4', 'pod.yaml'], { cwd }).stdout).toMatch(/^3 nodes, 1 pod: placed/)
  })

  test.each([
    [['--placements', 'missing.json'], 'no such file'],
    [['--placements', 'pod.yaml'], 'is no JSON'],
    [['--placements', 'wrong.json'], 'placements[0] must be'],
    [['--fail-on', 'error'], 'simulate takes no --fail-on'],
  ])('%j is refused', (flags, message) => {
    const { code, stderr, stdout } = seatrial(['simulate', ...flags, 'pod.yaml'], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('what cannot be read makes the exit code 2', () => {
    expect(seatrial(['simulate', 'pod.yaml', 'missing.yaml'], { cwd }).code).toBe(2)
  })
})

describe('access', () => {
  test('answers a question, and a refusal makes the exit code 1', () => {
    const ask = (...words: readonly string[]) =>
      seatrial(['access', ...words, 'rbac.yaml', '--as', 'jane', '--as-group', 'auditors'], { cwd })
    expect(ask('get', 'pods')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^yes {2}jane may get pods in namespace default\n/) })
    expect(ask('delete', 'pods')).toMatchObject({ code: 1, stdout: 'no   jane may not delete pods in namespace default\n' })
    expect(ask('--who', 'get', 'pods').stdout).toMatch(/^Group auditors +rbac\.yaml:5:12/m)
    expect(ask('--list').stdout).toMatch(/^pods +get, list, watch$/m)
  })

  test('answers a file of questions', () => {
    const { code, stdout } = seatrial(['access', '--queries', 'queries.jsonl', 'rbac.yaml', '--format', 'json'], { cwd })
    const answers: readonly { readonly id: string; readonly allowed: boolean }[] = JSON.parse(stdout).answers
    expect(answers.map(({ id, allowed }) => [id, allowed])).toEqual([
      ['get', true],
      ['delete', false],
    ])
    expect(code).toBe(1)
  })

  test.each([
    [['rbac.yaml'], 'access needs VERB RESOURCE'],
    [['get', 'pods', '--as-group', 'a'], '--as-group needs --as'],
    [['--queries', 'missing.json'], 'no such file'],
    [['--queries', 'rbac.yaml'], 'is no JSON'],
    [['--queries', 'wrong.json'], 'queries[0] must be'],
  ])('%j is refused', (words, message) => {
    const { code, stderr, stdout } = seatrial(['access', ...words], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})
