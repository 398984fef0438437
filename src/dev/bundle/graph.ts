import { build } from 'esbuild'
import { root } from '../project.ts'
import type { Program } from './chunk.ts'

/** Modules of a program that are imported by `import()` somewhere. */
export async function modulesOnDemand({ entries, hot, apart }: Program): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...new Set([...Object.values(entries), ...hot, ...apart])],
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  const imports = Object.values(metafile.inputs).flatMap(input => input.imports)
  return new Set(imports.filter(({ kind, external }) => kind === 'dynamic-import' && external !== true).map(({ path }) => path))
}
