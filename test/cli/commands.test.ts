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
