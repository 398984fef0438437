import type { Settings } from './config/settings.ts'
import { declareAll } from './declare-job.ts'
import type { AccessOutcome, Job } from './outcome.ts'
import { applySet, clusterAfter } from './pipeline.ts'
import { overLimits, readJob } from './read-job.ts'
import { answerAccess, typedQuery } from './simulate/access/index.ts'

/** Answers who may do what, once an administrator has applied everything that a server would take. */
export async function access(job: Job, settings: Settings): Promise<AccessOutcome> {
  const { as: _asker, ...administrator } = settings
  const read = await readJob(job, administrator)
  const declared = await declareAll(read, administrator)
  const set = applySet({ name: '.', declarations: declared.input }, declared, { ...administrator, asServer: true, world: 'open' })
  const cluster = clusterAfter(set, declared)
  const typed = job.question === undefined ? undefined : typedQuery(job.question, cluster, settings)
  const answers = answerAccess(cluster, typed === undefined ? (job.queries ?? []) : [typed.query], settings)
  const unchecked = [...(job.unchecked ?? []), ...overLimits(read.documents)]
  return { settings, answers, notes: typed?.note === undefined ? [] : [typed.note], unchecked }
}
