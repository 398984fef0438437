import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hotFile, mainFile, warmFile } from './chunk.ts'
import { compiledFile } from './loader.ts'

/**
 * Writes compiled code of what the command line in `dist` runs, for the Node that this runs on: of the hot file for a sound manifest, of the warm
 * one for mistaken ones.
 */
export function writeCompiled(dist: string, sound: string, mistaken: readonly string[]): void {
  writeRun(dist, hotFile, [sound])
  writeRun(dist, warmFile, mistaken)
}

function writeRun(dist: string, file: string, manifests: readonly string[]): void {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-compile-'))
  try {
    const hook = join(scratch, 'hook.cjs')
    writeFileSync(hook, keepingScript(join(dist, file), join(dist, compiledFile(file))))
    const files = manifests.map((manifest, index) => {
      const path = join(scratch, `${index}.yaml`)
      writeFileSync(path, manifest)
      return path
    })
    spawnSync(process.execPath, ['--require', hook, join(dist, mainFile), ...files], {
      cwd: scratch,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {},
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Writes what was compiled of a script that a program loads, when it has run. */
function keepingScript(file: string, compiled: string): string {
  return `const vm = require("node:vm");
const { writeFileSync } = require("node:fs");
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    if (options.filename === ${JSON.stringify(file)}) process.on("exit", () => writeFileSync(${JSON.stringify(compiled)}, this.createCachedData()));
  }
};
`
}
