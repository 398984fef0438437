import { Cluster } from './cluster/cluster.ts'
import { declare } from './cluster/declare.ts'
import type { Resource } from './cluster/resource.ts'
import { lastDefinitions } from './cluster/sets/last-definitions.ts'
import { undecodedResource } from './cluster/undecoded.ts'
import { withWords } from './cluster/word-values.ts'
import { type Settings, UsageError } from './config/settings.ts'
import { declareAll } from './declare-job.ts'
import type { Input } from './load/input.ts'
import type { AssertionOutcome, ReachJob, ReachOutcome } from './outcome.ts'
import { readJob } from './read-job.ts'
import { connectionChanges, type PodFact, type Query, type Reachability, reachability } from './simulate/network/index.ts'

/** Says who can talk to whom by the policies of the texts. */
export async function reach(job: ReachJob, settings: Settings): Promise<ReachOutcome> {
  const { diff, assertions = [], unchecked = [] } = job
  const queries = job.queries ?? []
  const now = await stateOf(job, job.inputs, settings, [...queries, ...assertions], queries.length + assertions.length === 0)
  const old = diff === undefined ? undefined : await stateOf(job, diff, settings, [], true)
  const outcomes = now.answers.slice(queries.length).map((answer, i): AssertionOutcome => {
    const { id, expect } = assertions[i]!
    const verdict = 'end' in answer ? 'depends' : answer.verdict
    return { id, expect, verdict, holds: verdict === expect }
  })
  const unknown = now.answers.find(answer => 'end' in answer)
  if (unknown !== undefined && 'end' in unknown)
    throw new UsageError(`Nothing in the input is called ${JSON.stringify(unknown.end)} (query ${JSON.stringify(unknown.id)}).`)
  return {
    settings,
    reach: { ...now, answers: now.answers.slice(0, queries.length) },
    ...(old !== undefined && { changes: connectionChanges(old.connections, now.connections) }),
    ...(job.assertions !== undefined && { assertions: outcomes }),
    unchecked,
  }
}

async function stateOf(
  { cluster = [], crds = [], placements = [] }: ReachJob,
  inputs: readonly Input[],
  settings: Settings,
  queries: readonly Query[],
  list: boolean
): Promise<Reachability> {
  const { network, world } = settings
  const { plugin, ipBlockSelectsPods, hostNetworkPods, exposure = false, compat } = network ?? { exposure: false }
  const isNpGuard = compat === 'np-guard'
  return reachability(await clusterOf({ inputs, cluster, crds }, settings), {
    ...(plugin !== undefined && { plugin }),
    answers: {
      ...(isNpGuard && { ipBlockSelectsPods: 'no', hostNetworkPods: 'pod' }),
      ...(ipBlockSelectsPods !== undefined && { ipBlockSelectsPods }),
      ...(hostNetworkPods !== undefined && { hostNetworkPods }),
    },
    closed: world === 'closed',
    facts: placements.flatMap((placement): readonly PodFact[] => ('pod' in placement ? [placement] : [])),
    queries,
    list,
    exposure,
    npGuard: isNpGuard,
  })
}

/** Everything that the texts declare, objects of kinds without a schema among it. */
async function clusterOf(texts: Pick<ReachJob, 'inputs' | 'cluster' | 'crds'>, settings: Settings): Promise<Cluster> {
  const { namespace, version } = settings
  const { documents, clusterDocuments, ...rest } = await readJob(texts, settings)
  const read = {
    ...rest,
    documents: withWords(documents, { namespace, version }),
    clusterDocuments: withWords(clusterDocuments, { namespace, version }),
  }
  const declared = await declareAll(read, settings)
  const known: Resource[] = [...declared.cluster, ...declared.input.flatMap(declaration => declared.defaulted(declaration).resource ?? [])]
  const ofCluster = declare(read.clusterDocuments, { role: 'cluster', namespace, version, firstOrder: 0 })
  const undecoded = [...ofCluster, ...declared.input].flatMap(
    (declaration, i) => undecodedResource(declaration, i < ofCluster.length ? 'cluster' : 'input', known.length + i) ?? []
  )
  return new Cluster(lastDefinitions([...known, ...undecoded]))
}
