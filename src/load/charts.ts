import type { Input, Skipped } from './input.ts'

/** What of the inputs belongs to charts, and what is left. */
export interface ChartParts {
  readonly inputs: readonly Input[]
  /** One entry for each chart. */
  readonly skipped: readonly Skipped[]
}

/** Leaves out the templates, values and subcharts of charts, which make manifests only when they are rendered; `crds` are plain manifests. */
export function withoutCharts(inputs: readonly Input[]): ChartParts {
  const charts = inputs.filter(({ path }) => describesChart(path)).map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1))
  if (charts.length === 0) return { inputs, skipped: [] }
  const outer = charts.filter(chart => !charts.some(other => other !== chart && chart.startsWith(`${other}charts/`)))
  const isPart = (path: string): boolean =>
    charts.some(
      chart => path.startsWith(chart) && /^(?:templates\/|ci\/|Chart\.|requirements\.|values[^/]*$)/.test(path.slice(chart.length))
    )
  return {
    inputs: inputs.filter(({ path, named }) => !isPart(path) || (named === true && !describesChart(path))),
    skipped: outer.map(chart => {
      const directory = chart === '' ? '.' : chart.slice(0, -1)
      const detail = `Helm chart, to be rendered first (helm template ${directory} | seatrial -)`
      return { file: directory, reason: 'foreign' as const, detail }
    }),
  }
}

function describesChart(path: string): boolean {
  return path.includes('Chart.') && /(?:^|\/)Chart\.ya?ml$/.test(path)
}
