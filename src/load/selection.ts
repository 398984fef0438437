/** Which files of a directory tree are wanted. */
export interface Selection {
  /** `path` is as shown to people. */
  file(path: string, name: string): boolean
  /** What is wanted below a directory; undefined where nothing can be. */
  directory(path: string): Selection | undefined
}

/** Every file whose name ends as manifests' names do. */
export const manifestFiles: Selection = {
  file: (_, name) => /\.(?:ya?ml|json)$/i.test(name),
  directory: () => manifestFiles,
}

/** A glob taken apart: the directory that it starts from, and what is wanted below it. */
export interface GlobSearch {
  readonly base: string
  readonly selection: Selection
}

const longestGlob = 1024

/** Whether a path that does not exist may be a glob. */
export function isGlob(path: string): boolean {
  return /[*?[{]|[!+@]\(/.test(path) && path.length <= longestGlob
}

/** Compiles a glob relative to the working directory: files that match, and all manifests below directories that match. */
export async function compileGlob(glob: string): Promise<GlobSearch> {
  const parts = glob.split('/')
  const magic = parts.findIndex(isGlob)
  const base = parts.slice(0, magic).join('/')
  const { Minimatch } = await import('minimatch')
  const pattern = new Minimatch(parts.slice(magic).join('/'), { dot: true, nocomment: true, nonegate: true })
  const prefix = base === '' ? 0 : base.length + 1
  const selection: Selection = {
    file: path => pattern.match(path.slice(prefix)),
    directory: path => {
      if (pattern.match(path.slice(prefix))) return manifestFiles
      return pattern.match(path.slice(prefix), true) ? selection : undefined
    },
  }
  return { base: base === '' ? '.' : base, selection }
}
