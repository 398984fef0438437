import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { build, transform } from 'esbuild'
import { root } from '../project.ts'
import { bundling } from './bundling.ts'
import type { Program } from './chunk.ts'
import { finderSpecifier, joining, ruleTexts, textFinder, textsOfRules, textsSpecifier } from './rule-texts.ts'

/** What a check of a manifest ran. */
export interface SourceTrial {
  /** Modules of which something was used, before or while it ran. */
  readonly modules: readonly string[]
  /** Files of texts of rules that were read. */
  readonly texts: readonly string[]
}

/**
 * Checks manifests with the modules as they are, each in a file of its own that is run when something of it is first used. The first
 * one has nothing to find; where a run ends otherwise than it should, the answer is what it said.
 */
export async function tryOutSources(
  { main }: Program,
  sources: readonly string[],
  manifests: readonly string[]
): Promise<readonly SourceTrial[] | string> {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-trial-'))
  try {
    await writeModules(scratch, sources)
    const trials: SourceTrial[] = []
    for (const [index, text] of manifests.entries()) {
      writeFileSync(join(scratch, 'manifest.yaml'), text)
      const words = ['--require', './hook.cjs', main.replace(/\.ts$/, '.js'), 'manifest.yaml']
      const { status, stderr } = spawnSync(process.execPath, words, { cwd: scratch, env: {} })
      if (status !== 0 && (index === 0 || status !== 1)) return stderr.toString()
      const files: readonly string[] = JSON.parse(readFileSync(join(scratch, 'loaded.json'), 'utf8'))
      const paths = files.map(file => relative(scratch, file).split(sep).join('/'))
      trials.push({
        modules: paths.filter(path => /^(?:src|rules|schemas)\//.test(path)).map(path => path.replace(/\.js$/, '.ts')),
        texts: paths.filter(path => path.startsWith('chunks/')),
      })
    }
    return trials
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function writeModules(scratch: string, sources: readonly string[]): Promise<void> {
  const { outputFiles } = await build({
    ...bundling,
    entryPoints: [...sources],
    outdir: root,
    outbase: '.',
    bundle: false,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins: [ruleTexts],
  })
  const files = [
    ...outputFiles.map(({ path, text }) => ({
      path: relative(root, path),
      text: text.replace(/__toESM\((require\("[^"]+"\))(?:, 1)?\)/g, '$1'),
    })),
    ...(await textsOfRules()),
    { path: 'rule-texts.cjs', text: (await transform(joining, { format: 'cjs' })).code },
    { path: 'hook.cjs', text: hook },
  ]
  for (const { path, text } of files) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    writeFileSync(join(scratch, path), text)
  }
}

/** Loads a module when something of it is first used, and notes at the end which ones were. */
const hook = `const { Module } = require("node:module");
const { dirname, join } = require("node:path");
const { writeFileSync } = require("node:fs");
const load = Module.prototype.require;
Module.prototype.require = function (name) {
  if (name === "${finderSpecifier}") return ${textFinder('./chunks')};
  if (name !== "${textsSpecifier}" && !name.endsWith(".ts")) return load.call(this, name);
  const file = name === "${textsSpecifier}" ? __dirname + "/rule-texts.cjs" : join(dirname(this.filename), name.replace(/ts$/, "js"));
  return new Proxy({}, { get: (_, member) => load.call(this, file)[member] });
};
process.on("exit", () => writeFileSync(__dirname + "/loaded.json", JSON.stringify(Object.keys(require.cache))));
`
