import { describe, expect, test } from 'vitest'
import { fencedManifests, isPage } from '../../src/load/markdown.ts'
import { check } from '../check.ts'

const fence = '```'

function page(...lines: string[]): string {
  return `${lines.join('\n')}\n`
}

describe('the manifests of a page', () => {
  test('stand at the offsets of the page', () => {
    const text = page('# Title', '', `${fence}yaml`, 'kind: Pod', fence, 'prose: not read', `${fence}json`, '{"kind": "Service"}', fence)
    const manifests = fencedManifests(text)
    expect(manifests).toHaveLength(text.length)
    for (const part of ['kind: Pod', '{"kind": "Service"}']) expect(manifests.indexOf(part)).toBe(text.indexOf(part))
    expect(manifests).not.toContain('prose')
  })

  test.each([
    ['yaml', true],
    ['yml title="web.yaml"', true],
    ['YAML', true],
    ['json', true],
    ['yamllint', false],
    ['sh', false],
    ['', false],
  ])('a fence of %j holds some: %s', (info, holds) => {
    expect(fencedManifests(page(fence + info, 'a: b', fence)).includes('a: b')).toBe(holds)
  })

  test('a longer fence may show a shorter one', () => {
    const text = page(`${fence}\`markdown`, `${fence}yaml`, 'a: b', fence, `${fence}\``, '~~~yaml', 'c: d', '~~~')
    expect(fencedManifests(text).includes('a: b')).toBe(false)
    expect(fencedManifests(text).includes('c: d')).toBe(true)
  })

  test.each([
    ['docs/README.md', true],
    ['a.MARKDOWN', true],
    ['a.yaml', false],
    ['md', false],
  ])('%s is a page: %s', (path, isOne) => {
    expect(isPage(path)).toBe(isOne)
  })
})

test('findings in a page are at its own lines, and what is no manifest is not judged', async () => {
  const text = page(
    ...['Two objects:', '', '1. indented', '', `   ${fence}yaml`, '   apiVersion: v1', '   kind: ConfigMap', '   metadata: {name: A_b}'],
    ...['   ---', '   apiVersion: v1', '   kind: ConfigMap', '   metadata: {name: b, lables: {}}', `   ${fence}`],
    ...[`${fence}yaml`, 'replicas: 3', fence]
  )
  const { diagnostics } = await check({ 'README.md': text })
  expect(diagnostics.map(({ rule, span }) => [span.file.position(span.start).line, rule])).toEqual([
    [8, 'api/invalid-value'],
    [12, 'schema/unknown-field'],
  ])
})
