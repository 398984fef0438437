import { cleanManifest, manifestWithAnchors, manifestWithFindings, manifestWithSyntaxError } from './bench/manifests.ts'
import { bundleProgram } from './bundle/bundle.ts'
import type { Chunk, Program } from './bundle/chunk.ts'
import { pack } from './bundle/pack.ts'
import { filesLoaded, findUnused } from './bundle/unused.ts'

/** What the published program is made of. */
const program: Program = {
  entries: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  hot: [
    'src/cli/run.ts',
    'src/cli/commands/check.ts',
    'src/apiserver/strategies/apps/deployment.ts',
    'src/report/text.ts',
    'rules/probe/timeout-exceeds-period/rule.ts',
    'rules/reference/config-key-missing/rule.ts',
  ],
  apart: [],
  transparent: ['rules/kit.ts'],
}

/** The files of a program that does the same, made faster; what it does not need is loaded all the same. */
export async function buildDraft(): Promise<readonly Chunk[]> {
  return pack(await bundleProgram(program, { minify: true }), new Set())
}

/** The files of the published program; what a manifest without mistakes does not need is loaded on demand. */
export async function buildProgram(): Promise<readonly Chunk[]> {
  const chunks = await bundleProgram({ ...program, apart: await findUnused(program, cleanManifest) }, { minify: true })
  return pack(chunks, filesLoaded(chunks, [manifestWithFindings, manifestWithAnchors, manifestWithSyntaxError]))
}
