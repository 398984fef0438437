import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, seatrial } from '../ship/program.ts'

function check(project: string, ...flags: readonly string[]) {
  const { stdout, stderr, code } = seatrial(['--format', 'json', ...flags], { cwd: join(root, 'test/projects', project) })
  return { ...JSON.parse(stdout), stderr, code }
}

describe('a repository of many sorts of files', () => {
  const result = check('mixed')

  test('its manifests are checked: a chart’s CRDs with them, what is ignored without', () => {
    expect(result.sets).toEqual([{ name: '.', files: 3, objects: 3 }])
    expect(result.diagnostics).toEqual([])
  })

  test('the rest is listed, and only the chart is spoken of', () => {
    expect(result.skipped.map((skipped: { file: string; detail?: string }) => [skipped.file, skipped.detail?.split(',')[0]])).toEqual([
      ['chart', 'Helm chart'],
      ['.github/workflows/ci.yml', 'GitHub workflow'],
      ['compose.yaml', 'Docker Compose file'],
      ['package.json', 'npm package description'],
    ])
    expect(result.stderr).toMatch(/^note: chart: .*rendered first.*\n$/)
    expect(result.code).toBe(0)
  })
})

describe('a repository of overlays', () => {
  test('each directory that defines the same objects is a set of its own', () => {
    const { sets, diagnostics } = check('overlays')
    expect(sets.map((set: { name: string; objects: number }) => [set.name, set.objects])).toEqual([
      ['base', 1],
      ['production', 2],
      ['staging', 2],
    ])
    expect(diagnostics.map(({ rule, file, line, set }: Record<string, unknown>) => [rule, file, line, set])).toEqual([
      ['selector/service-matches-no-pods', 'production/web.yaml', 7, 'production'],
    ])
  })

  test('in one set, an object defined twice counts by its last definition', () => {
    expect(check('overlays', '--sets', 'one').sets).toHaveLength(1)
  })
})

describe.each([
  [
    'monorepo',
    'of several services, whose configuration knows what is not in it',
    ['services/checkout/deploy/checkout.yaml:27 selector/service-matches-no-pods'],
    { suppressed: 1 },
    ['seatrial.yaml', 'services/cart/package.json'],
  ],
  ['chart', 'of a chart beside what it renders', ['rendered/web.yaml:31 api/unsupported-value'], { suppressed: 0 }, ['.']],
  [
    'notes',
    'of anything but manifests',
    [],
    { suppressed: 0 },
    ['.pre-commit-config.yaml', 'mkdocs.yml', 'posts/2024-05-01.yaml', 'posts/data.json'],
  ],
  ['vendor', 'of manifests taken over from others', ['own/settings.yaml:20 schema/unknown-field'], { suppressed: 3 }, ['seatrial.yaml']],
] as const)('%s: a repository %s', (project, _, found, summary, skipped) => {
  const result = check(project)

  test('has exactly these findings', () => {
    expect(
      result.diagnostics
        .filter((diagnostic: { suppressed?: true }) => diagnostic.suppressed !== true)
        .map(({ rule, file, line }: Record<string, unknown>) => `${file}:${line} ${rule}`)
    ).toEqual(found)
    expect(result.summary).toMatchObject(summary)
    expect(result.stderr.replace(/^note: .*rendered first.*\n/, '')).toBe('')
  })

  test('names what is no manifest', () => {
    const foreign = result.skipped.filter(({ reason }: { reason: string }) => reason === 'foreign')
    expect(foreign.map(({ file }: { file: string }) => file)).toEqual(skipped)
  })
})
