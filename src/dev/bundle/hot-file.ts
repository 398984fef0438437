import { readFileSync } from 'node:fs'
import { isAbsolute, posix } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { manifest, root } from '../project.ts'
import { type Chunk, hotFile, type Program, sideName, sideScheme } from './chunk.ts'

/** Settings that all files of the program are bundled with. */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  define: { 'process.env.SEATRIAL_VERSION': JSON.stringify(manifest.version) },
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'error',
} as const

/** What side files use of each hot module: names of exports, or `*` for all of them. */
export type Uses = ReadonlyMap<string, ReadonlySet<string>>

/** The name under which the hot file exports what is used of a module. */
export function exportNames(uses: Uses): ReadonlyMap<string, string> {
  return new Map([...uses.keys()].sort().map((module, index) => [module, `m${index.toString(36)}`]))
}

/** All that side files use of hot modules and what that needs, as one file; the modules of `side` are left to side files. */
export async function buildHotFile(program: Program, side: readonly string[], uses: Uses, minify: boolean): Promise<Chunk> {
  const names = exportNames(uses)
  const { metafile, outputFiles } = await build({
    ...bundling,
    stdin: {
      contents: [...names].map(([module, name]) => exportOf(module, name, uses.get(module)!)).join('\n'),
      resolveDir: root,
      sourcefile: 'hot.ts',
    },
    format: 'cjs',
    minify,
    supported: { 'dynamic-import': false },
    plugins: [sideFilesOutside(new Set(side)), hotModulesAtOnce(new Set(program.hot))],
  })
  const [output] = Object.values(metafile.outputs)
  return {
    path: hotFile,
    text: outputFiles[0]!.text,
    exports: [...names.values()],
    inputs: Object.entries(output!.inputs).map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput })),
  }
}

/** An object of what is used: plainer and smaller than what a module's namespace becomes. */
function exportOf(module: string, name: string, used: ReadonlySet<string>): string {
  if (used.has('*')) return `export * as ${name} from './${module}'`
  const imported = [...used].sort().map((export_, index) => ({ export_, local: `${name}_${index}` }))
  const imports = imported.map(({ export_, local }) => `${export_} as ${local}`)
  const properties = imported.map(({ export_, local }) => `${export_}: ${local}`)
  return `import { ${imports.join(', ')} } from './${module}'\nexport const ${name} = { ${properties.join(', ')} }`
}

function sideFilesOutside(side: ReadonlySet<string>): Plugin {
  return {
    name: 'side files outside',
    setup(context) {
      context.onResolve({ filter: /./ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'resolving' || path.startsWith('node:')) return undefined
        const resolved = await context.resolve(path, { ...rest, pluginData: 'resolving' })
        if (resolved.external || !isAbsolute(resolved.path)) return resolved
        const module = posix.relative(root, resolved.path)
        return side.has(module) ? { path: `${sideScheme}${sideName(module)}`, external: true, sideEffects: false } : resolved
      })
    },
  }
}

/** Hot modules that are imported on demand are there already: wrapping them, to run them later, would cost more than running them. */
function hotModulesAtOnce(hot: ReadonlySet<string>): Plugin {
  return {
    name: 'hot modules at once',
    setup(context) {
      context.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const folder = posix.dirname(posix.relative(root, path))
        const imports: string[] = []
        const contents = readFileSync(path, 'utf8').replace(/\bimport\('(\.[^']+)'\)/g, (whole, specifier: string) => {
          if (!hot.has(posix.join(folder, specifier))) return whole
          imports.push(`import * as hot${imports.length} from '${specifier}';`)
          return `Promise.resolve(hot${imports.length - 1})`
        })
        return { contents: imports.join('') + contents, loader: 'ts' }
      })
    },
  }
}
