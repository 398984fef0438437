/**
 * Whether a path, relative to the working directory and with `/`, is meant by any of the globs; a name without wildcards is a file, or a
 * directory with all below it. `base` leads from the directory of the globs to the working directory.
 */
export async function pathMatcher(globs: readonly string[], base = '.'): Promise<(path: string) => boolean> {
  const names: string[] = []
  const patterns: string[] = []
  for (const glob of globs) {
    const clean = glob.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '')
    if (/[*?[{(!+@\\]/.test(clean)) patterns.push(clean)
    else names.push(clean)
  }
  const matchers = patterns.length === 0 ? [] : await compile(patterns)
  return written => {
    const path = joined(base, written)
    return names.some(name => isAtOrBelow(path, name)) || matchers.some(matches => matches(path))
  }
}

/** A path as it is seen from another directory. */
function joined(base: string, path: string): string {
  if (base === '.' || /^(?:\/|[A-Za-z]:\/)/.test(path)) return path
  const names: string[] = []
  for (const name of `${base}/${path}`.split('/')) {
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop()
    else if (name !== '.') names.push(name)
  }
  return names.join('/')
}

function isAtOrBelow(path: string, name: string): boolean {
  return name === '' || name === '.' || path === name || path.startsWith(`${name}/`)
}

async function compile(patterns: readonly string[]): Promise<readonly ((path: string) => boolean)[]> {
  const { Minimatch } = await import('minimatch')
  return patterns.map(pattern => {
    const compiled = new Minimatch(pattern, { dot: true, nocomment: true, nonegate: true })
    return path => compiled.match(path)
  })
}
