import { readFileSync } from 'node:fs'
import { isAbsolute, posix } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { manifest, root } from '../project.ts'
import { type Chunk, hotFile, type Program, sideName, sideScheme } from './chunk.ts'
import { ruleTexts, withoutTexts } from './rule-texts.ts'

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

/** Where the hot file's export `hot` has what is used of each module. */
export function exportIndexes(uses: Uses): ReadonlyMap<string, number> {
  return new Map([...uses.keys()].sort().map((module, index) => [module, index]))
}

/** All that side files use of hot modules and what that needs, as one file; the modules of `side` are left to side files. */
export async function buildHotFile(program: Program, side: readonly string[], uses: Uses): Promise<Chunk> {
  const modules = [...exportIndexes(uses)].map(([module, index]) => partOf(module, `m${index}`, uses.get(module)!))
  const { metafile, outputFiles } = await build({
    ...bundling,
    stdin: {
      contents: `${modules.map(({ statement }) => statement).join('\n')}\nexport const hot = [${modules.map(({ value }) => value).join(', ')}]`,
      resolveDir: root,
      sourcefile: 'hot.ts',
    },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins: [sideFilesOutside(new Set(side)), hotModulesAtOnce(new Set(program.hot)), ruleTexts],
  })
  const [output] = Object.values(metafile.outputs)
  return {
    path: hotFile,
    text: withPlainRequires(outputFiles[0]!.text),
    exports: ['hot'],
    inputs: Object.entries(output!.inputs).map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput })),
  }
}

/** What the program's own files export needs no copy. */
export function withPlainRequires(commonJs: string): string {
  return commonJs.replace(/__toESM\((require\("(?:\.|hot:|side:)[^"]+"\))\)/g, '$1')
}

/** An object of what is used: plainer and smaller than what a module's namespace becomes. */
function partOf(module: string, name: string, used: ReadonlySet<string>): { readonly statement: string; readonly value: string } {
  if (used.has('*')) return { statement: `import * as ${name} from './${module}'`, value: name }
  const imported = [...used].sort().map((export_, index) => ({ export_, local: `${name}_${index}` }))
  return {
    statement: `import { ${imported.map(({ export_, local }) => `${export_} as ${local}`).join(', ')} } from './${module}'`,
    value: `{ ${imported.map(({ export_, local }) => `${export_}: ${local}`).join(', ')} }`,
  }
}

function sideFilesOutside(side: ReadonlySet<string>): Plugin {
  return {
    name: 'side files outside',
    setup(context) {
      context.onResolve({ filter: /./ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'resolving' || /^\w+:/.test(path)) return undefined
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
        const module = posix.relative(root, path)
        const folder = posix.dirname(module)
        const imports: string[] = []
        const contents = withoutTexts(module, readFileSync(path, 'utf8')).replace(
          /\bimport\('(\.[^']+)'\)/g,
          (whole, specifier: string) => {
            if (!hot.has(posix.join(folder, specifier))) return whole
            imports.push(`import * as hot${imports.length} from '${specifier}';`)
            return `Promise.resolve(hot${imports.length - 1})`
          }
        )
        return { contents: imports.join('') + contents, loader: 'ts' }
      })
    },
  }
}
