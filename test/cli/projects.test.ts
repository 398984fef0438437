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
    expect(result.sets).toEqual([{ name: '.', files: 3, objects: 2 }])
    expect(result.diagnostics).toEqual([])
  })

  test('the rest is listed, and not spoken of', () => {
    expect(result.skipped.map((skipped: { file: string; detail?: string }) => [skipped.file, skipped.detail?.split(',')[0]])).toEqual([
      ['.github/workflows/ci.yml', 'GitHub workflow'],
      ['chart/Chart.yaml', 'Helm chart description'],
      ['chart/templates/service.yaml', 'Helm template'],
      ['chart/values.yaml', 'Helm values file'],
      ['compose.yaml', 'Docker Compose file'],
      ['package.json', 'npm package description'],
      ['deploy/gadget.yaml', undefined],
    ])
    expect(result.stderr).toBe('')
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
