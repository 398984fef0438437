import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ApiServerRecording, changed } from './apiserver.ts'
import type { Family } from './recording.ts'
import { type RequestRecording, requestCase } from './requests.ts'

/** Changes that only a live server can judge: of names, and against what others wrote meanwhile. */
const live = /^metadata\.(?:name|namespace|uid|resourceVersion|deletion\w+|managedFields)/

/** Stored objects that are put back with one change. */
export const updates: Family = {
  name: 'update',
  title: 'API server: updating one object',
  *cases(folder, version) {
    const recordings = join(folder, 'update', version)
    const originals = join(folder, 'defaults', version, 'stored.jsonl')
    if (!existsSync(recordings) || !existsSync(originals)) return
    const lines = readFileSync(originals, 'utf8').trimEnd().split('\n')
    const stored = new Map(
      lines.map(line => JSON.parse(line) as { base: string; stored?: unknown }).map(entry => [entry.base, entry.stored])
    )
    for (const file of readdirSync(recordings).sort()) {
      const base = basename(file, '.jsonl')
      const old = stored.get(`${base}.yaml`)
      if (old === undefined) continue
      for (const [index, line] of readFileSync(join(recordings, file), 'utf8').trimEnd().split('\n').entries()) {
        const recording: RequestRecording & ApiServerRecording = JSON.parse(line)
        if (live.test((recording.path ?? []).join('.'))) continue
        const object = tryChanged(old, recording)
        const from = [{ path: 'old.json', text: JSON.stringify(old) }]
        if (object !== undefined)
          yield requestCase(`${base}:${index + 1}`, object, recording, version, { from, options: { update: 'replace' } })
      }
    }
  },
}

/** Undefined where the stored object has no such place. */
function tryChanged(old: unknown, recording: ApiServerRecording): unknown {
  try {
    return changed(old, recording)
  } catch {
    return undefined
  }
}
