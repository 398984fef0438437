import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Request } from '../../src/cluster/request.ts'
import { parseOptions } from '../../src/config/options.ts'
import { declareAll } from '../../src/declare-job.ts'
import { documentViews } from '../../src/lint/document-views.ts'
import { isShownTo, Subjects } from '../../src/lint/subjects.ts'
import { applySet } from '../../src/pipeline.ts'
import { readJob } from '../../src/read-job.ts'
import { corpus } from '../bench/corpus.ts'

test('every rule is shown the same objects one by one as all at once', async () => {
  const settings = parseOptions({ sets: 'one' }, 'check')
  const inputs = [...corpus(60)].map(file => ({
    ...file,
    text: file.text.replace('replicas: 2', 'replicas: -2').replace('name: http', 'name:'),
  }))
  const read = await readJob({ inputs }, settings, true)
  const declared = await declareAll(read, settings, true)
  const { cluster, environment, declarations } = applySet({ name: '.', declarations: declared.input }, declared, settings)
  const requests = new Map<number, Request>(environment.requests.map(request => [request.resource.order, request]))
  const documents = documentViews(read.documents, declarations)
  const run = { set: '.', cluster, environment, documents, rules: [], severities: new Map() }
  const subjects = new Subjects(run, requests)
  for (const { id, when } of rules) {
    const isShown = isShownTo(when, settings.version)
    const shown = cluster.resources.filter(resource => isShown(resource, requests.get(resource.order)))
    expect(
      shown.map(({ order }) => order),
      id
    ).toEqual([...subjects.resourcesFor(when)].map(({ order }) => order))
  }
})
