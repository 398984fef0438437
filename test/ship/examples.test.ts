import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, seatrial } from './program.ts'

interface Found {
  readonly rule: string
  readonly severity: string
  readonly stage: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly message: string
  readonly help?: string
  readonly component?: { readonly name: string; readonly sentence: string }
  readonly related?: readonly unknown[]
}

/** The eight mistakes of the shop: who would object, where, and the text that is pointed at. */
const mistakes: readonly (readonly [rule: string, stage: string, place: string, marked: string])[] = [
  ['schema/unknown-field', 'decode', 'examples/shop/catalog.yaml:22:11', 'readynessProbe'],
  ['api/duplicate-value', 'validate', 'examples/shop/edge.yaml:25:25', '80'],
  ['schema/invalid-quantity', 'decode', 'examples/shop/orders.yaml:22:23', '512mb'],
  ['scheduling/unschedulable-pod', 'simulate', 'examples/shop/search.yaml:24:20', '"6"'],
  ['syntax/duplicate-key', 'read', 'examples/shop/settings.yaml:10:3', 'LOG_LEVEL'],
  ['reference/config-key-missing', 'set', 'examples/shop/storefront.yaml:27:24', 'CATALOG_URI'],
  ['probe/timeout-exceeds-period', 'advise', 'examples/shop/storefront.yaml:33:29', '15'],
  ['selector/service-matches-no-pods', 'set', 'examples/shop/storefront.yaml:48:10', 'store-front'],
]

describe('the shop with mistakes', () => {
  const result = JSON.parse(seatrial(['--format', 'json', 'examples/shop']).stdout)
  const found: readonly Found[] = result.diagnostics

  test('has twelve documents', () => {
    expect(result.sets).toEqual([expect.objectContaining({ objects: 12 })])
  })

  test('has exactly its eight findings, each at the text that is wrong', () => {
    expect(found.map(finding => [finding.rule, finding.stage, placeOf(finding), markedBy(finding)])).toEqual(mistakes)
  })

  test('has findings of six layers', () => {
    expect(new Set(found.map(finding => finding.stage)).size).toBe(6)
  })

  test.each(mistakes.map(([rule]) => rule))('%s says why, and what to write instead', rule => {
    const finding = found.find(candidate => candidate.rule === rule)!
    expect(finding.help).toMatch(/^[A-Z].*\.$/s)
    expect(finding.component !== undefined || (finding.related ?? []).length > 0).toBe(true)
  })

  test('quotes the scheduler and says what each node lacks', () => {
    const { component } = found.find(finding => finding.rule === 'scheduling/unschedulable-pod')!
    expect(component).toMatchObject({
      name: 'kube-scheduler',
      sentence: expect.stringMatching(/^0\/3 nodes are available: 1 node\(s\) had untolerated taint\(s\), 2 Insufficient cpu\./),
    })
  })

  test('fails', () => {
    expect(seatrial(['examples/shop']).code).toBe(1)
  })
})

test('the clean shop has no finding', () => {
  expect(JSON.parse(seatrial(['--format', 'json', 'examples/clean']).stdout)).toMatchObject({ diagnostics: [], unknowns: [], exitCode: 0 })
})

function placeOf({ file, line, column }: Found): string {
  return `${file}:${line}:${column}`
}

function markedBy({ file, line, column, endLine, endColumn }: Found): string {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  return line === endLine ? lines[line - 1]!.slice(column - 1, endColumn - 1) : lines.slice(line - 1, endLine).join('\n')
}
