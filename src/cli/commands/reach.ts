import { parsePlacements } from '../../config/placements.ts'
import { parseReachAssertions, parseReachQueries } from '../../config/reach-queries.ts'
import { type Settings, UsageError } from '../../config/settings.ts'
import type { Input } from '../../load/input.ts'
import { loadInputs } from '../../load/load.ts'
import type { ReachOutcome } from '../../outcome.ts'
import { reach as runReach } from '../../reach-pipeline.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { jsonText } from '../../report/json.ts'
import { reachText } from '../../report/reach-text.ts'
import { reachResult } from '../../report/results/reach.ts'
import { readDocuments } from '../../source/read.ts'
import { SourceFile } from '../../source/source-file.ts'
import type { Invocation } from '../arguments.ts'
import { type ExitCode, highest, notDone, ok } from '../exit-codes.ts'
import { readNamedInputs } from '../inputs.ts'
import { hintsFor } from '../notes.ts'
import { writeNotes } from '../output.ts'
import { startProgress } from '../progress.ts'
import { flagValue, resultFiles, settingsOf } from '../run-options.ts'
import type { Terminal } from '../terminal.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial reach`: who can talk to whom. */
export async function reach(invocation: Invocation): Promise<ExitCode> {
  const settings = settingsOf(invocation)
  const files = resultFiles(invocation)
  const format = flagValue(invocation, 'format')
  const contents = (flag: string): Promise<unknown> => contentOf(invocation, settings, flag)
  const [placements, queries, assertions] = await Promise.all(['placements', 'queries', 'assert'].map(contents))
  const progress = startProgress()
  const job = await readNamedInputs(invocation, settings, progress)
  const old = invocation.flags.get('diff')?.at(-1)
  const before = old === undefined ? undefined : await loadInputs([old], { limits: settings.limits })
  const outcome = await runReach(
    {
      inputs: job.inputs,
      cluster: job.cluster,
      crds: job.crds,
      unchecked: [...job.unchecked, ...(before?.unchecked ?? [])],
      ...(placements !== undefined && { placements: parsePlacements(placements) }),
      ...(queries !== undefined && { queries: parseReachQueries(queries) }),
      ...(assertions !== undefined && { assertions: parseReachAssertions(assertions) }),
      ...(before !== undefined && { diff: before.inputs }),
    },
    format === 'html' ? { ...settings, network: { ...settings.network, exposure: true } } : settings
  )
  progress.end()
  writeNotes([
    ...hintsFor(outcome.unchecked),
    ...outcome.unchecked.map(({ file, message }) => escapeForTerminal(`${file}: not checked: ${message}`)),
  ])
  const written = await writeResults(invocation, format, files, (form, terminal) => render(outcome, form, terminal))
  const broken = outcome.assertions?.some(({ holds }) => !holds) === true ? 1 : ok
  return highest(written, broken, outcome.unchecked.length > 0 ? notDone : ok)
}

/** Beyond this many connections a list of them is longer than a text can be. */
const mostListed = 3_000_000

async function render(outcome: ReachOutcome, format: string, terminal: Terminal): Promise<string> {
  const { length } = outcome.reach.connections
  if (length > mostListed && format !== 'html' && format !== 'mermaid')
    throw new UsageError(`${length} connections are too many to list: ask for single ones with --queries, or for --format html.`)
  if (format === 'json') return jsonText(reachResult(outcome))
  if (format === 'html') return (await import('../../report/reach-page/page.ts')).reachPage(outcome)
  if (format === 'mermaid') return (await import('../../report/reach-graph.ts')).reachMermaid(outcome)
  if (format === 'dot') return (await import('../../report/reach-graph.ts')).reachDot(outcome)
  const layout = format === 'csv' || format === 'md' ? format : 'txt'
  if (outcome.settings.network?.compat !== undefined) return (await import('../../report/reach-np-guard.ts')).npGuardText(outcome, layout)
  if (layout === 'txt') return reachText(outcome, terminal)
  const { reachCsv, reachMatrix } = await import('../../report/reach-table.ts')
  return layout === 'csv' ? reachCsv(outcome) : reachMatrix(outcome)
}

/** The value that a file holds: JSON, one JSON object a line, or YAML; undefined where the flag is not given. */
async function contentOf({ flags }: Invocation, { limits }: Settings, flag: string): Promise<unknown> {
  const path = flags.get(flag)?.at(-1)
  if (path === undefined) return undefined
  const { inputs, unchecked } = await loadInputs([path], { limits })
  const [input] = inputs
  if (input === undefined) throw new UsageError(`--${flag} ${path}: ${unchecked[0]?.message ?? 'nothing to read'}.`)
  return valuesOf(input, flag, limits)
}

function valuesOf(input: Input, flag: string, limits: Settings['limits']): unknown {
  const isLines = /^\s*\{/.test(input.text)
  if (isLines) return input.text.split('\n').flatMap(line => (line.trim() === '' ? [] : [parseLine(line, input.path, flag)]))
  const [document] = readDocuments(new SourceFile(input.path, input.text), limits)
  if (document?.value === undefined) throw new UsageError(`--${flag} ${input.path} is neither JSON nor YAML.`)
  return document.value
}

function parseLine(line: string, path: string, flag: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new UsageError(`--${flag} ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
