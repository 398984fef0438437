/** One file of the published program. */
export interface Chunk {
  /** Path below dist, with `/`. */
  readonly path: string
  readonly text: string
  /** Names that it exports. */
  readonly exports: readonly string[]
  /** Source files in it, and how many bytes each takes. */
  readonly inputs: readonly { readonly path: string; readonly bytes: number }[]
}

/** What the program is made of. */
export interface Program {
  /** The file that is run. */
  readonly main: string
  /** The module that it loads whenever it has something to do, and what it uses of it. */
  readonly first: { readonly module: string; readonly export: string }
  /** The file that others import. */
  readonly library: string
  /** Modules that a check of a manifest without mistakes runs: they are one file. */
  readonly hot: readonly string[]
  /** Modules that manifests with mistakes need beside them: one file as well. */
  readonly warm: readonly string[]
  /** Modules that only pass on what others export: they stand wherever something of them is used. */
  readonly transparent: readonly string[]
}

/** The file that holds the hot modules; the others find it by the loader. */
export const hotFile = 'program.cjs'
/** The file that holds the warm modules. */
export const warmFile = 'findings.cjs'
/** The file that is run; it loads the hot file, from compiled code where there is some. */
export const mainFile = 'cli.cjs'
/** The file that others import. */
export const libraryFile = 'index.cjs'

/** How a specifier names a hot module to other files, a warm one, and one that is loaded on demand. */
export const schemes = { hot: 'hot:', warm: 'warm:', side: 'side:' } as const

/** A name for the file of a module that is loaded on demand: its place in the sources. */
export function sideName(module: string): string {
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module) ?? []
  if (packageName !== undefined) return packageName.replaceAll('/', '-')
  return module
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .replace(/\/(?:rule|index)$/, '')
    .replaceAll('/', '.')
}
