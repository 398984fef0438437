import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileScript } from './loader.ts'

/** Writes compiled code of what the command line in `dist` runs for the given manifests, for the Node that this runs on. */
export function writeCompiled(dist: string, manifests: readonly string[]): void {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-compile-'))
  try {
    const files = manifests.map((manifest, index) => {
      const file = join(scratch, `${index}.yaml`)
      writeFileSync(file, manifest)
      return file
    })
    const stdio = ['ignore', 'ignore', 'inherit'] as const
    spawnSync(process.execPath, ['--eval', compileScript(['--sets', 'file', ...files])], { cwd: dist, stdio: [...stdio], env: {} })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
