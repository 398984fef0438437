import { cleanManifest, manifestWithAnchors, manifestWithFindings, manifestWithSyntaxError } from './bench/manifests.ts'
import { bundleProgram } from './bundle/bundle.ts'
import type { Chunk, Program } from './bundle/chunk.ts'
import { divide, filesLoaded } from './bundle/divide.ts'
import { pack } from './bundle/pack.ts'

/** What the published program is made of. */
const program: Program = {
  entries: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  hot: ['src/cli/run.ts'],
  apart: [],
  transparent: ['rules/kit.ts'],
}

/** The files of a program that does the same, made faster. */
export async function buildDraft(): Promise<readonly Chunk[]> {
  return pack(await bundleProgram(program, { minify: true }), new Set())
}

/** The files of the published program; what a manifest without mistakes does not need is loaded on demand. */
export async function buildProgram(): Promise<readonly Chunk[]> {
  const mistaken = [manifestWithFindings, manifestWithAnchors, manifestWithSyntaxError]
  const divided = await divide(program, cleanManifest, mistaken)
  if (typeof divided === 'string') {
    console.warn(`Not divided by what is needed first, for a check of a sound manifest fails:\n${divided}`)
    return buildDraft()
  }
  const chunks = await bundleProgram(divided, { minify: true })
  return pack(chunks, filesLoaded(chunks, mistaken))
}
