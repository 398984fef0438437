/** Whether a path, relative to the working directory and with `/`, is meant by any of the globs; a name without wildcards is a file, or a directory with all below it. */
export async function pathMatcher(globs: readonly string[]): Promise<(path: string) => boolean> {
  const names: string[] = []
  const patterns: string[] = []
  for (const glob of globs) {
    const clean = glob.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '')
    if (/[*?[{(!+@\\]/.test(clean)) patterns.push(clean)
    else names.push(clean)
  }
  const matchers = patterns.length === 0 ? [] : await compile(patterns)
  return path => names.some(name => isAtOrBelow(path, name)) || matchers.some(matches => matches(path))
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
