import { describe, expect, test } from 'vitest'
import { withoutCharts } from '../../src/load/charts.ts'

function parts(...paths: string[]) {
  const { inputs, skipped } = withoutCharts(paths.map(path => ({ path, text: '' })))
  return { inputs: inputs.map(({ path }) => path), charts: skipped.map(({ file }) => file) }
}

describe('a chart', () => {
  test('is one entry of what is skipped, and its definitions are read', () => {
    const read = parts('a/Chart.yaml', 'a/values.yaml', 'a/values-prod.yaml', 'a/templates/web.yaml', 'a/crds/web.yaml', 'b/web.yaml')
    expect(read).toEqual({ inputs: ['a/crds/web.yaml', 'b/web.yaml'], charts: ['a'] })
  })

  test('takes its subcharts with it', () => {
    const read = parts('a/Chart.yaml', 'a/charts/sub/Chart.yaml', 'a/charts/sub/templates/web.yaml', 'a/charts/sub/crds/x.yaml')
    expect(read).toEqual({ inputs: ['a/charts/sub/crds/x.yaml'], charts: ['a'] })
  })

  test('may be the working directory', () => {
    expect(parts('Chart.yaml', 'templates/web.yaml')).toEqual({ inputs: [], charts: ['.'] })
  })

  test('leaves a template to be read that is named itself', () => {
    const template = { path: 'a/templates/web.yaml', text: '', named: true }
    expect(withoutCharts([{ path: 'a/Chart.yaml', text: '' }, template]).inputs).toEqual([template])
  })
})

test('a folder called templates belongs to no chart by its name alone', () => {
  expect(parts('a/templates/web.yaml')).toEqual({ inputs: ['a/templates/web.yaml'], charts: [] })
})
