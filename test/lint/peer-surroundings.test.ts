import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { root } from '../../src/dev/project.ts'
import { check as checkJob } from '../../src/index.ts'
import { loadInputs } from '../../src/load/load.ts'
import { check } from '../../src/pipeline.ts'
import { sarif } from '../../src/report/sarif.ts'
import { application } from '../bench/objects.ts'
import { Random } from '../bench/random.ts'
import { sarifSchema } from '../report/sarif-schema.ts'

const sources = ['src', 'rules']
  .flatMap(top => readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map(file => join(top, file)))
  .filter(file => file.endsWith('.ts') && !file.startsWith(join('src', 'dev')))
  .map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }))

const definition = (group: string, field: string): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `foos.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind: 'Foo', plural: 'foos', singular: 'foo', listKind: 'FooList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { [field]: { type: 'string' } } } } },
        },
      },
    ],
  },
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seatrial-peers-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('what peers get wrong', () => {
  test('10: kinds of one name in two groups have each its own schema', async () => {
    const foo = (group: string, field: string): object => ({
      apiVersion: `${group}/v1`,
      kind: 'Foo',
      metadata: { name: 'a', namespace: 'shop' },
      spec: { [field]: 'x' },
    })
    const objects = [definition('a.example.com', 'one'), definition('b.example.com', 'two')]
    const sent = [foo('a.example.com', 'one'), foo('b.example.com', 'two'), foo('a.example.com', 'two'), foo('b.example.com', 'one')]
    const text = [...objects, ...sent].map(object => `---\n${JSON.stringify(object)}\n`).join('')
    const { diagnostics } = await check(
      { inputs: [{ path: 'a.yaml', text }] },
      parseOptions({ only: ['schema/unknown-field'] }, 'check'),
      rules
    )
    expect(diagnostics.map(({ span, path }) => [span.file.position(span.start).line, path.at(-1)])).toEqual([
      [10, 'two'],
      [12, 'one'],
    ])
  })

  test('11: there is no way to a network', () => {
    const reaches = /\bfrom '(?:node:)?(?:http|https|http2|net|tls|dgram|dns)'|\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/
    expect(sources.filter(({ text }) => reaches.test(text)).map(({ file }) => file)).toEqual([])
  })

  test('12: a file of more than 10 MiB is named, and the others are checked', async () => {
    writeFileSync(join(folder, 'large.yaml'), `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ${'x'.repeat(10 << 20)}}\n`)
    writeFileSync(join(folder, 'wrong.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\ndate: {}\n')
    const settings = parseOptions({ sets: 'one' }, 'check')
    const outcome = await check(await loadInputs([folder], { limits: settings.limits }), settings, rules)
    expect(outcome.unchecked.map(({ file, reason }) => [file.split('/').at(-1), reason])).toEqual([['large.yaml', 'too-large']])
    expect(outcome.diagnostics.map(({ rule }) => rule)).toEqual(['schema/unknown-field'])
    expect(outcome.exitCode).toBe(2)
  })

  test('14: the cluster that somebody works with is never looked up', () => {
    const asks = /KUBECONFIG|\.kube\/|homedir\(/
    expect(sources.filter(({ text }) => asks.test(text)).map(({ file }) => file)).toEqual([])
  })

  test.each([
    ['1.34', 403],
    ['1.35', 201],
  ])('18: an unmasked /proc in a user namespace passes the baseline of 1.35, not that of %s', async (kubernetesVersion, code) => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    }
    const containers = [{ name: 'a', image: 'nginx:1.27', securityContext: { procMount: 'Unmasked' } }]
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec: { hostUsers: false, containers } }
    const text = `${JSON.stringify(namespace)}\n---\n${JSON.stringify(pod)}\n`
    const { server } = await checkJob({
      inputs: [{ path: 'a.yaml', text }],
      options: { asServer: true, world: 'closed', kubernetesVersion },
    })
    expect(server?.[1]?.code).toBe(code)
  })

  test('19: a SARIF log of real findings is valid, and every result has a region', async () => {
    const inputs = readdirSync(join(root, 'examples/shop')).map(file => ({
      path: file,
      text: readFileSync(join(root, 'examples/shop', file), 'utf8'),
    }))
    const outcome = await check({ inputs }, parseOptions({ preset: ['all'] }, 'check'), rules)
    const used = new Set(outcome.diagnostics.map(({ rule }) => rule))
    const loaded = await Promise.all(rules.filter(({ id }) => used.has(id)).map(entry => entry.load()))
    const log = JSON.parse(sarif(outcome, { rules: loaded, page: id => `# ${id}` }))
    const validate = new Ajv({ strict: true }).compile(sarifSchema)
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
    const regions = log.runs[0].results.map((result: Log) => result.locations[0]?.physicalLocation.region)
    expect(regions).toHaveLength(outcome.diagnostics.length)
    for (const region of regions) expect(region).toEqual({ startLine: at, startColumn: at, endLine: at, endColumn: at })
  })

  test('20: four times the objects take hardly more than four times the work of all rules', async () => {
    await callsFor(20)
    const [few, many] = [await callsFor(50), await callsFor(200)]
    expect(Math.log(many / few) / Math.log(4)).toBeLessThan(1.15)
  }, 120_000)
})

interface Log {
  readonly locations: readonly { readonly physicalLocation: { readonly region: unknown } }[]
}
const at: unknown = expect.any(Number)

/** How many calls of our functions checking so many applications takes; the same each time. */
async function callsFor(applications: number): Promise<number> {
  const random = new Random(7)
  const inputs = Array.from({ length: applications }, (_, index) => ({
    path: `team-${index % 5}/${index}.yaml`,
    text: application(`app-${index}`, `team-${index % 5}`, random)
      .map(object => `---\n${JSON.stringify(object)}\n`)
      .join(''),
  }))
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await check({ inputs }, parseOptions({ preset: ['all'], sets: 'one' }, 'check'), rules)
  let calls = 0
  session.post('Profiler.takePreciseCoverage', (_, coverage) => {
    const own = coverage.result.filter(({ url }) => sources.some(({ file }) => url.endsWith(file)))
    for (const { functions } of own) for (const { ranges } of functions) calls += ranges[0]?.count ?? 0
  })
  session.disconnect()
  return calls
}
