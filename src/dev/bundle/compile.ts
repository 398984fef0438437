import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hotFile, mainFile } from './chunk.ts'
import { compiledFile } from './loader.ts'

/** Writes compiled code of what of the hot file the command line in `dist` runs for a manifest, for the Node that this runs on. */
export function writeCompiled(dist: string, manifest: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-compile-'))
  try {
    const [file, hook] = [join(scratch, 'manifest.yaml'), join(scratch, 'hook.cjs')]
    writeFileSync(file, manifest)
    writeFileSync(hook, keepingScript(join(dist, compiledFile(hotFile))))
    spawnSync(process.execPath, ['--require', hook, join(dist, mainFile), file], {
      cwd: scratch,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {},
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Writes what was compiled of the script that a program loads, when it has run. */
function keepingScript(file: string): string {
  return `const vm = require("node:vm");
const { writeFileSync } = require("node:fs");
vm.Script = class extends vm.Script {
  constructor(...words) {
    super(...words);
    process.on("exit", () => writeFileSync(${JSON.stringify(file)}, this.createCachedData()));
  }
};
`
}
