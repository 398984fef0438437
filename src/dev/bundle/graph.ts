import { build } from 'esbuild'
import { root } from '../project.ts'
import type { Program } from './chunk.ts'

const known = new Map<Program['entries'], Promise<ReadonlySet<string>>>()

/** Modules of a program that are imported by `import()` somewhere. */
export function modulesOnDemand({ entries }: Program): Promise<ReadonlySet<string>> {
  const found = known.get(entries) ?? findModules(entries)
  known.set(entries, found)
  return found
}

async function findModules(entries: Program['entries']): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.values(entries),
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
