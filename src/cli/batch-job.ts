import { didYouMean, isObject, orList, shown } from '../config/option-reader.ts'
import { parsePlacements } from '../config/placements.ts'
import { parseQueries } from '../config/queries.ts'
import { parseReachAssertions, parseReachQueries } from '../config/reach-queries.ts'
import { UsageError } from '../config/settings.ts'
import type { LibraryJob, LibraryReachJob } from '../index.ts'
import { nearestName } from '../k8s/nearest.ts'
import type { Input } from '../load/input.ts'

/** A job and who does it. */
export type CommandJob =
  | { readonly command: Exclude<(typeof jobCommands)[number], 'reach'>; readonly job: LibraryJob }
  | { readonly command: 'reach'; readonly job: LibraryReachJob }

/** A line of `batch`: who asks, and what is asked once it is known to be a job. */
export interface BatchJob {
  /** As given; null where the line names none. */
  readonly id: unknown
  /** The job itself; throws a UsageError where it is none. */
  read(): CommandJob
}

const jobCommands = ['check', 'simulate', 'reach', 'access', 'fix'] as const
const jobKeys = ['id', 'command', 'inputs', 'cluster', 'from', 'crds', 'config', 'options', 'placements', 'queries', 'diff', 'assertions']

/** Takes a line apart as far as its id. */
export function parseJob(line: string | undefined): BatchJob {
  if (line === undefined) throw new UsageError('The line is longer than any job may be.')
  const raw = parseJson(line)
  if (!isObject(raw)) throw new UsageError(`A job must be a JSON object, not ${shown(raw)}.`)
  return { id: raw['id'] ?? null, read: () => readJob(raw) }
}

function readJob(raw: Readonly<Record<string, unknown>>): CommandJob {
  for (const key of Object.keys(raw)) {
    if (!jobKeys.includes(key)) throw new UsageError(`A job has no ${shown(key)}.${didYouMean(nearestName(key, jobKeys))}`)
  }
  const { options = {}, placements, queries, diff, assertions } = raw
  if (!isObject(options)) throw new UsageError(`options must be an object, not ${shown(options)}.`)
  const { config } = raw
  if (config !== undefined && !isObject(config)) throw new UsageError(`config must be an object, not ${shown(config)}.`)
  const command = commandOf(raw['command'])
  const job = {
    inputs: inputsOf('inputs', raw['inputs']),
    cluster: inputsOf('cluster', raw['cluster']),
    ...(raw['from'] !== undefined && { from: inputsOf('from', raw['from']) }),
    ...(raw['crds'] !== undefined && { crds: inputsOf('crds', raw['crds']) }),
    ...(config !== undefined && { config }),
    options,
    ...(placements !== undefined && { placements: parsePlacements(placements) }),
  }
  if (command !== 'reach') return { command, job: { ...job, ...(queries !== undefined && { queries: parseQueries(queries) }) } }
  return {
    command,
    job: {
      ...job,
      ...(diff !== undefined && { diff: inputsOf('diff', diff) }),
      ...(queries !== undefined && { queries: parseReachQueries(queries) }),
      ...(assertions !== undefined && { assertions: parseReachAssertions(assertions) }),
    },
  }
}

function commandOf(raw: unknown): (typeof jobCommands)[number] {
  const command = jobCommands.find(name => name === raw)
  if (command !== undefined) return command
  const nearest = typeof raw === 'string' ? nearestName(raw, jobCommands) : undefined
  throw new UsageError(`command must be ${orList(jobCommands)}, not ${shown(raw)}.${didYouMean(nearest)}`)
}

function inputsOf(key: string, raw: unknown): readonly Input[] {
  if (raw === undefined) return []
  if (!Array.isArray(raw)) throw new UsageError(`${key} must be a list of { "path", "text" }, not ${shown(raw)}.`)
  return raw.map((item, index) => {
    if (isObject(item) && typeof item['path'] === 'string' && typeof item['text'] === 'string')
      return { path: item['path'], text: item['text'] }
    throw new UsageError(`${key}[${index}] must be { "path", "text" }, not ${shown(item)}.`)
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new UsageError(`The line is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
