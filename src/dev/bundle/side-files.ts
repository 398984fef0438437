import { isAbsolute, posix } from 'node:path'
import { build, type Metafile, type Plugin, transform } from 'esbuild'
import { root } from '../project.ts'
import { type Chunk, hotScheme, type Program, sideName } from './chunk.ts'
import { bundling, type Uses, withPlainRequires } from './hot-file.ts'
import { minified } from './minified.ts'
import { ruleTexts } from './rule-texts.ts'

/** Everything but the hot modules: the entries, and a file for each part that is loaded on demand. */
export interface SideFiles {
  readonly chunks: readonly Chunk[]
  /** What they use of the hot modules. */
  readonly uses: Uses
}

export async function buildSideFiles({ entries }: Program, side: readonly string[], hot: ReadonlySet<string>): Promise<SideFiles> {
  const { metafile, outputFiles } = await build({
    ...bundling,
    entryPoints: { ...entries, ...Object.fromEntries(side.map(module => [`chunks/${sideName(module)}`, module])) },
    outdir: 'dist',
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    minifySyntax: true,
    plugins: [hotModulesOutside(hot), ruleTexts],
  })
  const files = outputFiles.map(({ path, text }) => ({ output: posix.relative(root, path), text }))
  return {
    chunks: await Promise.all(
      files.sort((a, b) => (a.output < b.output ? -1 : 1)).map(({ output, text }) => toCommonJs(output, text, metafile))
    ),
    uses: usesIn(files.map(({ text }) => text)),
  }
}

async function toCommonJs(output: string, esm: string, metafile: Metafile): Promise<Chunk> {
  const { exports, inputs, entryPoint } = metafile.outputs[output]!
  const { code } = await transform(esm, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    supported: { 'dynamic-import': false },
  })
  // splitting leaves a package that is CommonJS with a default export alone
  const isCommonJs = entryPoint !== undefined && metafile.inputs[entryPoint]?.format === 'cjs'
  return {
    path: posix.relative('dist', output).replace(/\.js$/, '.cjs'),
    text: await minified(isCommonJs ? `${code}module.exports = module.exports.default;` : withPlainExports(code)),
    exports,
    inputs: Object.entries(inputs).map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput })),
  }
}

/** What esbuild puts before a module that exports anything, written out where an object with getters does the same. */
function withPlainExports(code: string): string {
  const list = /^var (\w+_exports) = \{\};\n__export\(\1, \{\n([^}]*)\}\);\nmodule\.exports = __toCommonJS\(\1\);$/m
  const getters = (names: string): string =>
    names.replace(
      /^ *("?[\w$]+"?): \(\) => ([\w$.]+)(,?)$/gm,
      (_, name: string, local: string, comma: string) => `get ${name}() { return ${local} }${comma}`
    )
  const plain = withPlainRequires(code)
    .replace(list, (_, _name: string, names: string) => `module.exports = {\n${getters(names)}};`)
    .replace(/^\/\/ Annotate the CommonJS export names.*\n0 && \(module\.exports = \{[^}]*\}\);$/m, '')
  return [
    '__toCommonJS',
    '__export',
    '__toESM',
    '__copyProps',
    '__defProp',
    '__getOwnPropDesc',
    '__getOwnPropNames',
    '__getProtoOf',
    '__hasOwnProp',
    '__create',
  ].reduce(withoutUnused, plain)
}

/** A text without the declaration of a helper that nothing else in it names. */
function withoutUnused(text: string, name: string): string {
  const declaration = new RegExp(`^var ${name} = [^]*?;\\n(?=\\S)(?!\\})`, 'm')
  const rest = text.replace(declaration, '')
  return new RegExp(`\\b${name}\\b`).test(rest) ? text : rest
}

function hotModulesOutside(hot: ReadonlySet<string>): Plugin {
  return {
    name: 'hot modules outside',
    setup(context) {
      context.onResolve({ filter: /^\./ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'resolving') return undefined
        const resolved = await context.resolve(path, { ...rest, pluginData: 'resolving' })
        const module = isAbsolute(resolved.path) ? posix.relative(root, resolved.path) : ''
        return hot.has(module) ? { path: hotScheme + module, external: true, sideEffects: false } : resolved
      })
    },
  }
}

function usesIn(texts: readonly string[]): Uses {
  const uses = new Map<string, Set<string>>()
  const pattern = new RegExp(`^import (?:\\{([^}]*)\\}|(\\*) as [\\w$]+) from "${hotScheme}([^"]+)"`, 'gm')
  for (const [, list = '', star, module] of texts.flatMap(text => [...text.matchAll(pattern)])) {
    const used = uses.get(module!) ?? new Set()
    uses.set(module!, used)
    if (star !== undefined) used.add(star)
    for (const entry of list.split(',')) {
      const [name = ''] = entry.trim().split(/\s+as\s+/)
      if (name !== '') used.add(name)
    }
  }
  for (const [, module] of texts.flatMap(text => [...text.matchAll(new RegExp(`\\bimport\\("${hotScheme}([^"]+)"\\)`, 'g'))])) {
    uses.set(module!, (uses.get(module!) ?? new Set()).add('*'))
  }
  return uses
}
