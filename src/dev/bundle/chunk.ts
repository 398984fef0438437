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
  /** Files that are run or required by their users, by name. */
  readonly entries: Readonly<Record<string, string>>
  /** Modules that a check of a manifest without mistakes runs: they and what they import are one file. */
  readonly hot: readonly string[]
  /** Modules that such a check does not need, although hot ones import them: each is a file of its own, loaded on first use. */
  readonly apart: readonly string[]
  /** Modules that only pass on what others export: they stand wherever something of them is used. */
  readonly transparent: readonly string[]
  /** Functions of hot modules that such a check never calls, by their names in the hot file; each with the name of the file that holds it. */
  readonly rare?: ReadonlyMap<string, string>
}

/** The file that holds the hot modules; the others find it by the loader. */
export const hotFile = 'program.cjs'
/** The file that holds what a manifest with mistakes needs. */
export const packFile = 'findings.cjs'
/** The file that runs the hot file, from compiled code where there is some. */
export const loaderFile = 'main.cjs'

/** What a file begins with that requires others when something of them is used. */
export const deferral = 'const $on=load=>new Proxy({},{get:(_,name)=>load()[name]});'

/** How a specifier names a hot module to a side file. */
export const hotScheme = 'hot:'
/** How a specifier names a side file to a hot module. */
export const sideScheme = 'side:'

/** A name for the file of a module that is loaded apart: its place in the sources. */
export function sideName(source: string): string {
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? []
  if (packageName !== undefined) return packageName.replaceAll('/', '-')
  return source
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .replace(/\/(?:rule|index)$/, '')
    .replaceAll('/', '.')
}
