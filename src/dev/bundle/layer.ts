import { readFileSync } from 'node:fs'
import { isAbsolute, posix } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { root } from '../project.ts'
import { bundling, importOnDemand } from './bundling.ts'
import type { Chunk, Program } from './chunk.ts'
import { ruleTexts, withoutTexts } from './rule-texts.ts'
import { exportIndexes, type Uses } from './uses.ts'

/** Modules that are one file, whose parts run together. */
export interface Layer {
  readonly path: string
  readonly modules: ReadonlySet<string>
  /** What is used of it before anything else. */
  readonly first?: Program['first']
  /** Modules that are left to other files, with how a specifier names them. */
  readonly outside: ReadonlyMap<string, string>
}

/**
 * All that other files use of a layer and what that needs, as one file: a script whose function `$parts` gives what is used of each module,
 * and whose variable `$first` has what is used first.
 */
export async function buildLayer(layer: Layer, uses: Uses): Promise<Chunk> {
  const modules = [...exportIndexes(uses)].map(([module, index]) => partOf(module, `m${index}`, uses.get(module)!))
  const { metafile, outputFiles } = await build({
    ...bundling,
    stdin: {
      contents: [
        ...modules.map(({ statement }) => statement),
        `export function $parts() { return [${modules.map(({ value }) => value).join(', ')}] }`,
        layer.first === undefined
          ? 'export const $first = undefined'
          : `import { ${layer.first.export} as own } from './${layer.first.module}'\nexport const $first = { ${layer.first.export}: own }`,
      ].join('\n'),
      resolveDir: root,
      sourcefile: layer.path,
    },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins: [modulesOutside(layer.outside), ownModulesAtOnce(layer.modules), ruleTexts],
  })
  const [output] = Object.values(metafile.outputs)
  return {
    path: layer.path,
    text: withoutExports(withPlainRequires(outputFiles[0]!.text)),
    exports: [],
    inputs: Object.entries(output!.inputs).map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput })),
  }
}

/** What the program's own files export needs no copy. */
export function withPlainRequires(commonJs: string): string {
  return commonJs.replace(/__toESM\((require\("(?:\.|hot:|warm:|side:)[^"]+"\))\)/g, '$1')
}

function withoutExports(commonJs: string): string {
  return commonJs.replace(
    /^var (\w+) = \{\};\n__export\(\1, \{\n {2}\$first: \(\) => \$first,\n {2}\$parts: \(\) => \$parts\n\}\);\nmodule\.exports = __toCommonJS\(\1\);\n+/m,
    ''
  )
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

/** Leaves modules to other files. */
export function modulesOutside(outside: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'modules outside',
    setup(context) {
      context.onResolve({ filter: /./ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'resolving' || rest.kind === 'entry-point' || /^\w+:/.test(path)) return undefined
        const resolved = await context.resolve(path, { ...rest, pluginData: 'resolving' })
        if (resolved.external || !isAbsolute(resolved.path)) return resolved
        const specifier = outside.get(posix.relative(root, resolved.path))
        return specifier === undefined ? resolved : { path: specifier, external: true, sideEffects: false }
      })
    },
  }
}

/** Modules of the layer that are imported on demand are there already: wrapping them, to run them later, would cost more than running them. */
function ownModulesAtOnce(own: ReadonlySet<string>): Plugin {
  return {
    name: 'own modules at once',
    setup(context) {
      context.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const module = posix.relative(root, path)
        const folder = posix.dirname(module)
        const imports: string[] = []
        const contents = withoutTexts(module, readFileSync(path, 'utf8')).replace(importOnDemand, (whole, specifier: string) => {
          if (!own.has(posix.join(folder, specifier))) return whole
          imports.push(`import * as own${imports.length} from '${specifier}';`)
          return `Promise.resolve(own${imports.length - 1})`
        })
        return { contents: imports.join('') + contents, loader: 'ts' }
      })
    },
  }
}
