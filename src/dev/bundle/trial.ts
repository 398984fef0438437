import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Chunk, hotFile, mainFile } from './chunk.ts'

/** One function of the hot file. */
export interface FunctionUse {
  readonly name: string
  /** Where it begins in the file's text. */
  readonly at: number
  readonly ran: boolean
}

/** What the hot file's functions did when a program checked manifests, one list for each. */
export function functionUses(chunks: readonly Chunk[], manifests: readonly string[]): readonly (readonly FunctionUse[])[] {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-bundle-'))
  try {
    for (const { path, text } of chunks) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true })
      writeFileSync(join(scratch, path), text)
    }
    return manifests.map((manifest, index) => usesFor(scratch, manifest, `coverage-${index}`))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function usesFor(scratch: string, manifest: string, coverage: string): readonly FunctionUse[] {
  writeFileSync(join(scratch, 'manifest.yaml'), manifest)
  const { status, stderr } = spawnSync(process.execPath, [mainFile, 'manifest.yaml'], { cwd: scratch, env: { NODE_V8_COVERAGE: coverage } })
  const folder = join(scratch, coverage)
  const scripts = readdirSync(folder).flatMap((file): readonly Script[] => JSON.parse(readFileSync(join(folder, file), 'utf8')).result)
  const hot = scripts.find(({ url }) => basename(url) === hotFile)
  if (hot === undefined || (status !== 0 && status !== 1)) throw new Error(`The bundled program does not run: ${stderr}`)
  return hot.functions.flatMap(({ functionName, ranges: [whole] }) =>
    whole === undefined ? [] : [{ name: functionName, at: whole.startOffset, ran: whole.count > 0 }]
  )
}

/** What Node writes about one script that ran. */
interface Script {
  readonly url: string
  readonly functions: readonly {
    readonly functionName: string
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[]
  }[]
}
