import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { Family } from './recording.ts'
import { type RequestRecording, requestCase } from './requests.ts'

interface DefinitionRecording {
  /** One for each definition, where the server refuses some. */
  readonly answers?: readonly RequestRecording[]
  readonly cases?: readonly (RequestRecording & { readonly object: unknown })[]
}

/** Definitions of custom kinds, and objects of those kinds. */
export const customResources: Family = {
  name: 'crd',
  title: 'API server: custom resources',
  *cases(folder, version) {
    const recordings = join(folder, 'crd', version)
    if (!existsSync(recordings)) return
    for (const file of readdirSync(recordings).sort()) {
      if (!file.endsWith('.expected.json')) continue
      const name = basename(file, '.expected.json')
      const text = readFileSync(join(recordings, `${name}.yaml`), 'utf8')
      const { answers = [], cases = [] }: DefinitionRecording = JSON.parse(readFileSync(join(recordings, file), 'utf8'))
      const definitions = parseAllDocuments(text).flatMap(document => (document.toJS() as unknown) ?? [])
      for (const [index, answer] of answers.entries()) yield requestCase(`${name}:definition ${index}`, definitions[index], answer, version)
      const crds = [{ path: `${name}.yaml`, text }]
      for (const [index, { object, ...recording }] of cases.entries())
        if (!/does not match the namespace sent on the request/.test(recording.message ?? ''))
          yield requestCase(`${name}:${index}`, object, recording, version, { crds, options: { stored: true } })
    }
  },
}
