import { nodeManifests } from './config/nodes.ts'
import type { Settings } from './config/settings.ts'
import { recogniseForeign } from './load/foreign.ts'
import type { Input, Unchecked } from './load/input.ts'
import { fencedManifests, isPage } from './load/markdown.ts'
import { type ReadInputs, readInputs } from './load/read-inputs.ts'
import type { Job, SkippedOutcome } from './outcome.ts'
import { readDocuments } from './source/read.ts'
import type { SourceDocument } from './source/source-document.ts'
import { SourceFile } from './source/source-file.ts'

/** Documents that were not read to their end, for they pass a limit. */
export function overLimits(documents: readonly SourceDocument[]): Unchecked[] {
  return documents.flatMap(({ file, problems }) =>
    problems
      .filter(({ code, fatal }) => code === 'limit' && fatal)
      .map(({ message }) => ({ file: file.path, reason: 'limit' as const, message }))
  )
}

/** The texts of a job as documents. */
export interface ReadJob {
  readonly documents: readonly SourceDocument[]
  /** What kustomizations name as patches: parts of objects. */
  readonly patches: readonly SourceDocument[]
  readonly clusterDocuments: readonly SourceDocument[]
  /** Component configuration: of the input, and of what is already there. */
  readonly configurations: readonly SourceDocument[]
  readonly clusterConfigurations: readonly SourceDocument[]
  /** Where the definitions of custom kinds are, among other things. */
  readonly definitions: readonly SourceDocument[]
  /** The state before. */
  readonly before: readonly SourceDocument[]
  readonly skipped: readonly SkippedOutcome[]
}

/** The documents of one text. */
export type ReadText = (path: string, text: string) => readonly SourceDocument[]

/**
 * Reads the texts of a job into documents; `separates`: objects without a line `---` between them one by one, as they were meant.
 * `recalled` makes of the reader one that knows texts which were read before.
 */
export async function readJob(
  job: Job,
  settings: Settings,
  separates = false,
  recalled: (read: ReadText) => ReadText = read => read
): Promise<ReadJob> {
  const read = recalled((path, text) => {
    if (!isPage(path)) return readDocuments(new SourceFile(path, text), settings.limits, separates)
    const documents = readDocuments(new SourceFile(path, fencedManifests(text)), settings.limits, separates)
    return documents.filter(document => recogniseForeign(path, [document]) === undefined)
  })
  const readAll = (inputs: readonly Input[]): Promise<ReadInputs> => readInputs(inputs, read)
  const nodes = settings.nodes.length === 0 ? [] : [nodeManifests(settings.nodes)]
  const { documents, patches, configurations, skipped } = await readAll(job.inputs)
  const cluster = await readAll([...(job.cluster ?? []), ...nodes])
  return {
    documents,
    patches,
    configurations,
    clusterDocuments: cluster.documents,
    clusterConfigurations: cluster.configurations,
    definitions: (await readAll(job.crds ?? [])).documents,
    before: (await readAll(job.from ?? [])).documents,
    skipped,
  }
}
