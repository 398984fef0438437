import { posix } from 'node:path'
import { build, type Metafile, transform } from 'esbuild'
import { kitImports } from './kit-imports.ts'
import { manifest, root } from './project.ts'
import { requireOnUse } from './require-on-use.ts'

/** One file of the published program. */
export interface Chunk {
  /** Path below dist, with `/`. */
  readonly path: string
  readonly text: string
  /** Names that it exports. */
  readonly exports: readonly string[]
  /** Source files in it, and how many bytes each takes before names are shortened. */
  readonly inputs: readonly { readonly path: string; readonly bytes: number }[]
}

/**
 * Bundles entry points into CommonJS files that share their common parts. What is imported by `import()` is a file of its own, and so are
 * the modules of `apart`; every file is loaded when something of it is first used.
 */
export async function bundleChunks(entries: Readonly<Record<string, string>>, apart: readonly string[] = []): Promise<readonly Chunk[]> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { ...entries, ...Object.fromEntries(apart.map(source => [`chunks/${sourceName(source)}`, source])) },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: 'chunks/[name]-[hash]',
    define: { 'process.env.SEATRIAL_VERSION': JSON.stringify(manifest.version) },
    minifySyntax: true,
    legalComments: 'none',
    plugins: [kitImports()],
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  const names = nameChunks(metafile, entries)
  const texts = new Map(outputFiles.map(file => [posix.relative(root, file.path), file.text]))
  return Promise.all([...names.keys()].sort().map(output => toCommonJs(output, texts.get(output)!, names, metafile)))
}

async function toCommonJs(output: string, esm: string, names: ReadonlyMap<string, string>, metafile: Metafile): Promise<Chunk> {
  const path = names.get(output)!
  const { exports, inputs } = metafile.outputs[output]!
  const linked = esm.replace(/(["'])(\.\.?\/[^"'\n]+\.js)\1/g, (whole, _quote, specifier: string) => {
    const target = names.get(posix.join(posix.dirname(output), specifier))
    return target === undefined ? whole : JSON.stringify(relativeSpecifier(path, target))
  })
  const { code } = await transform(linked, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
  })
  const body = requireOnUse(code.replace(/^#!.*\n/, '').trimEnd(), linked)
  // splitting leaves a package that is CommonJS with a default export alone
  const whole = isCommonJsPackage(output, metafile) ? `${body}module.exports=module.exports.default;` : body
  return {
    path,
    text: `${path === 'cli.cjs' ? '#!/usr/bin/env node\n' : ''}"use strict";${whole}\n`,
    exports,
    inputs: Object.entries(inputs).map(([input, { bytesInOutput }]) => ({ path: input, bytes: bytesInOutput })),
  }
}

function isCommonJsPackage(output: string, metafile: Metafile): boolean {
  const { entryPoint } = metafile.outputs[output]!
  return entryPoint !== undefined && metafile.inputs[entryPoint]?.format === 'cjs'
}

function relativeSpecifier(from: string, to: string): string {
  const relative = posix.relative(posix.dirname(from), to)
  return relative.startsWith('.') ? relative : `./${relative}`
}

/** Names that tell what is inside: an entry by its own name, a part that is loaded apart by its source file, a shared part by its content. */
function nameChunks(metafile: Metafile, entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const bySource = new Map(Object.entries(entries).map(([name, source]) => [source, name]))
  for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
    const entry = entryPoint === undefined ? undefined : bySource.get(entryPoint)
    if (entry !== undefined) names.set(output, `${entry}.cjs`)
    else if (entryPoint === undefined) names.set(output, `chunks/${posix.basename(output, '.js')}.cjs`)
    else names.set(output, `chunks/${sourceName(entryPoint)}.cjs`)
  }
  return names
}

function sourceName(source: string): string {
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? []
  if (packageName !== undefined) return packageName.replaceAll('/', '-')
  return source
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .replace(/\/(?:rule|index)$/, '')
    .replaceAll('/', '.')
}
