import { posix } from 'node:path'
import { build, transform } from 'esbuild'
import { root } from '../project.ts'
import { bundling, spinners } from './bundling.ts'
import { type Chunk, libraryFile, mainFile, type Program, sideName } from './chunk.ts'
import { modulesOutside, withPlainRequires } from './layer.ts'
import { ruleTexts } from './rule-texts.ts'

/** A side file before it is CommonJS. */
export interface SideFile {
  /** Path below dist. */
  readonly path: string
  /** An ES module. */
  readonly text: string
  readonly exports: readonly string[]
  readonly inputs: Chunk['inputs']
  /** Whether it is a package that is CommonJS. */
  readonly isCommonJs: boolean
}

/** Everything but the layers: what is run, the library, a file for each module that is loaded on demand, and what several of them share. */
export async function buildSideFiles(
  { main, library }: Program,
  modules: readonly string[],
  outside: ReadonlyMap<string, string>
): Promise<readonly SideFile[]> {
  const { metafile, outputFiles } = await build({
    ...bundling,
    entryPoints: {
      [stem(mainFile)]: main,
      [stem(libraryFile)]: library,
      ...Object.fromEntries(modules.map(module => [`chunks/${sideName(module)}`, module])),
    },
    outdir: 'dist',
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    minifySyntax: true,
    plugins: [modulesOutside(outside), ruleTexts, spinners],
  })
  return outputFiles
    .map(({ path, text }) => {
      const { exports, inputs, entryPoint } = metafile.outputs[posix.relative(root, path)]!
      return {
        path: posix.relative('dist', posix.relative(root, path)).replace(/\.js$/, '.cjs'),
        // imports for the sake of effects: the modules have none
        text: text.replace(/^import "\.[^"]+";\n/gm, ''),
        exports,
        inputs: Object.entries(inputs).map(([input, { bytesInOutput }]) => ({ path: input, bytes: bytesInOutput })),
        isCommonJs: entryPoint !== undefined && metafile.inputs[entryPoint]?.format === 'cjs',
      }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function stem(file: string): string {
  return file.replace(/\.cjs$/, '')
}

/** A side file as CommonJS. */
export async function toCommonJs({ path, text, exports, inputs, isCommonJs }: SideFile): Promise<Chunk> {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    supported: { 'dynamic-import': false },
  })
  // splitting leaves a package that is CommonJS with a default export alone
  return { path, text: isCommonJs ? `${code}module.exports = module.exports.default;` : withPlainExports(code), exports, inputs }
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
  return withoutUnusedHelpers(plain)
}

/** A text without the declarations of esbuild's helpers that nothing else in it names. */
export function withoutUnusedHelpers(text: string): string {
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
  ].reduce(withoutUnused, text)
}

/** A text without the declaration of a helper that nothing else in it names. */
function withoutUnused(text: string, name: string): string {
  const declaration = new RegExp(`^var ${name} = [^]*?;\\n+(?=\\S)(?!\\})`, 'm')
  const rest = text.replace(declaration, '')
  return new RegExp(`\\b${name}\\b`).test(rest) ? text : rest
}
