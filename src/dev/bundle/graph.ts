import { build } from 'esbuild'
import { bundling } from './bundling.ts'
import type { Program } from './chunk.ts'

/** The modules of a program. */
export interface Graph {
  /** Those of the project itself. */
  readonly sources: readonly string[]
  /** Those that are imported by `import()` somewhere. */
  readonly onDemand: ReadonlySet<string>
  /** Those of a few lines that import nothing. */
  readonly small: ReadonlySet<string>
  /** What each imports without `import()`. */
  readonly imports: ReadonlyMap<string, readonly string[]>
}

const fewBytes = 1200

/** Reads what a program is made of. */
export async function readGraph({ main, library }: Pick<Program, 'main' | 'library'>): Promise<Graph> {
  const { metafile } = await build({ ...bundling, entryPoints: [main, library], outdir: 'dist', format: 'esm' })
  const inputs = Object.entries(metafile.inputs).filter(([path]) => !path.startsWith('node_modules/'))
  const imports = Object.values(metafile.inputs).flatMap(input => input.imports)
  return {
    sources: inputs.map(([path]) => path).sort(),
    small: new Set(inputs.filter(([, input]) => input.imports.length === 0 && input.bytes <= fewBytes).map(([path]) => path)),
    imports: new Map(
      inputs.map(([path, input]) => [
        path,
        input.imports.filter(({ kind }) => kind === 'import-statement').map(({ path: imported }) => imported),
      ])
    ),
    onDemand: new Set(imports.filter(({ kind, external }) => kind === 'dynamic-import' && external !== true).map(({ path }) => path)),
  }
}
