import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileScript } from './loader.ts'

/** Writes compiled code of what of the hot file the command line in `dist` runs for a manifest, for the Node that this runs on. */
export function writeCompiled(dist: string, manifest: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-compile-'))
  try {
    const file = join(scratch, 'manifest.yaml')
    writeFileSync(file, manifest)
    const stdio = ['ignore', 'ignore', 'inherit'] as const
    spawnSync(process.execPath, ['--eval', compileScript([file])], { cwd: dist, stdio: [...stdio], env: {} })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
