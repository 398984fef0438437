import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Family } from './recording.ts'
import { requestCase } from './requests.ts'

/** Objects as a server keeps them after a create. */
export const storedObjects: Family = {
  name: 'defaults',
  title: 'API server: the stored object',
  *cases(folder, version) {
    const recordings = join(folder, 'defaults', version, 'stored.jsonl')
    if (!existsSync(recordings)) return
    for (const line of readFileSync(recordings, 'utf8').trimEnd().split('\n')) {
      const { base, stored }: { base: string; stored?: unknown } = JSON.parse(line)
      const object: unknown = parse(readFileSync(join(folder, 'apiserver', version, 'bases', base), 'utf8'))
      if (stored !== undefined) yield requestCase(base, object, { code: 201, stored }, version, { options: { stored: true } })
    }
  },
}
