import { build } from 'esbuild'
import { bundling } from './bundling.ts'
import type { Program } from './chunk.ts'

/** The modules of a program. */
export interface Graph {
  /** Those of the project itself. */
  readonly sources: readonly string[]
  /** Those that are imported by `import()` somewhere. */
  readonly onDemand: ReadonlySet<string>
  /** What each of the project's own imports without it. */
  readonly imports: ReadonlyMap<string, readonly string[]>
  /** Names that each of the project's own exports. */
  readonly exports: ReadonlyMap<string, readonly string[]>
}

/** Reads what the modules of a program import and export. */
export async function readGraph({ main, library }: Pick<Program, 'main' | 'library'>): Promise<Graph> {
  const { metafile } = await build({ ...bundling, entryPoints: [main, library], outdir: 'dist', format: 'esm' })
  const inputs = Object.entries(metafile.inputs)
  const sources = inputs.flatMap(([path]) => (path.startsWith('node_modules/') ? [] : [path])).sort()
  const paths = (kind: string, imports: (typeof inputs)[number][1]['imports']): readonly string[] =>
    imports.filter(import_ => import_.kind === kind && import_.external !== true).map(({ path }) => path)
  const apart = await build({ ...bundling, entryPoints: sources, outdir: 'dist', outbase: '.', bundle: false, format: 'esm' })
  const exports = Object.values(apart.metafile.outputs).flatMap(({ entryPoint, exports: names }) =>
    entryPoint === undefined ? [] : [[entryPoint, names] as const]
  )
  return {
    sources,
    onDemand: new Set(inputs.flatMap(([, { imports }]) => paths('dynamic-import', imports))),
    imports: new Map(inputs.map(([path, { imports }]) => [path, paths('import-statement', imports)])),
    exports: new Map(exports),
  }
}
