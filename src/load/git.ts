import { spawnSync } from 'node:child_process'
import { posix, relative, sep } from 'node:path'
import { decodeText } from './decode-text.ts'
import { formatBytes } from './file-error.ts'
import { enter, type IgnoreScope, ignoreFileNames, isIgnored } from './ignore.ts'
import { IgnoreRules } from './ignore-rules.ts'
import type { Input, Unchecked } from './input.ts'
import type { LoadedInputs } from './load.ts'
import { tooLarge } from './read-file.ts'
import { compileGlob, isGlob, manifestFiles } from './selection.ts'

/** A file of a revision. */
interface Blob {
  /** Relative to the working directory, with `/`. */
  readonly path: string
  /** Relative to the root of the repository. */
  readonly fullPath: string
  readonly hash: string
  readonly size: number
}

const bytesAtOnce = 64 * 1024 * 1024
/** Nothing is fetched, asked for or written; git itself is not looked for in the working directory. */
const environment = { GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', NoDefaultCurrentDirectoryInExePath: '1' }
const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** The texts of paths as they were in a revision, read from the repository's objects; or why git gives none. */
export async function loadRevision(
  revision: string,
  paths: readonly string[],
  { fileSize }: { readonly fileSize: number }
): Promise<LoadedInputs | { readonly error: string }> {
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
  if (typeof commit === 'string') return { error: commit }
  if (commit.status !== 0) {
    const isRepository = asText(git(['rev-parse', '--is-inside-work-tree'])) === 'true'
    const isShallow = asText(git(['rev-parse', '--is-shallow-repository'])) === 'true'
    const hint = isShallow ? '; the clone is shallow: fetch more of the history (actions/checkout: fetch-depth: 0)' : ''
    return { error: isRepository ? `there is no revision ${JSON.stringify(revision)}${hint}` : 'the working directory is in no repository' }
  }
  const prefix = asText(git(['rev-parse', '--show-prefix'])) ?? ''
  const tree = git(['ls-tree', '-r', '-z', '-l', '--full-tree', asText(commit)!])
  if (typeof tree === 'string' || tree.status !== 0) return { error: 'git cannot list the files of the revision' }
  const blobs = blobsOf(tree.stdout.toString('utf8'), prefix)
  const chosen = await chosenBlobs(blobs, paths)
  const inputs: Input[] = []
  const unchecked: Unchecked[] = chosen.filter(({ size }) => size > fileSize).map(({ path }) => tooLarge(path, fileSize))
  for (const [{ path }, text] of texts(chosen.filter(({ size }) => size <= fileSize))) {
    if (typeof text === 'string') inputs.push({ path, text })
    else unchecked.push(text)
  }
  return { inputs, unchecked }
}

function git(args: readonly string[], input?: string): { readonly status: number | null; readonly stdout: Buffer } | string {
  const done = spawnSync('git', args, {
    ...(input !== undefined && { input }),
    env: { ...process.env, ...environment },
    maxBuffer: 4 * bytesAtOnce,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  })
  if (done.error === undefined) return { status: done.status, stdout: done.stdout }
  return 'code' in done.error && done.error.code === 'ENOENT' ? 'git is not installed' : `git failed: ${done.error.message}`
}

function asText(done: ReturnType<typeof git>): string | undefined {
  return typeof done === 'string' || done.status !== 0 ? undefined : done.stdout.toString('utf8').replace(/\r?\n$/, '')
}

/** Regular files, links and submodules left out. Lines of `git ls-tree -l`: `100644 blob <hash> <size>\t<path>`. */
function blobsOf(listing: string, prefix: string): readonly Blob[] {
  return listing.split('\0').flatMap(line => {
    const [, hash = '', size = '', fullPath = ''] = /^100\d{3} blob (\S+) +(\d+)\t(.*)$/s.exec(line) ?? []
    return hash === '' ? [] : [{ hash, size: Number(size), fullPath, path: posix.relative(prefix, fullPath) }]
  })
}

/** Those that the paths name, without what the ignore files of the revision leave out; in the order of the paths, each once. */
async function chosenBlobs(blobs: readonly Blob[], paths: readonly string[]): Promise<readonly Blob[]> {
  const scopes = ignoreScopes(blobs)
  const chosen = new Set<Blob>()
  for (const path of paths) {
    const wanted = relative('.', path).split(sep).join('/') || '.'
    const named = blobs.find(blob => blob.path === wanted)
    const matches = named === undefined ? await below(wanted) : (blob: Blob) => blob === named
    for (const blob of blobs) if (matches(blob) && (blob === named || !isLeftOut(blob, scopes))) chosen.add(blob)
  }
  return [...chosen]
}

async function below(path: string): Promise<(blob: Blob) => boolean> {
  if (isGlob(path)) {
    const { selection } = await compileGlob(path)
    return blob => selection.file(blob.path, posix.basename(blob.path))
  }
  const isBelow = (blob: Blob): boolean =>
    path === '.'
      ? !blob.path.startsWith('../')
      : path === '..' || path.endsWith('/..')
        ? blob.path.startsWith('../')
        : blob.path.startsWith(`${path}/`)
  return blob => isBelow(blob) && manifestFiles.file(blob.path, posix.basename(blob.path))
}

/** What the ignore files say, by directory from the root of the repository. */
function ignoreScopes(blobs: readonly Blob[]): ReadonlyMap<string, IgnoreRules> {
  const files = blobs.filter(({ fullPath }) => ignoreFileNames.includes(posix.basename(fullPath)))
  const rules = new Map<string, IgnoreRules>()
  for (const [{ fullPath }, text] of texts(files)) {
    const directory = posix.dirname(fullPath)
    const own = rules.get(directory) ?? new IgnoreRules()
    if (typeof text === 'string') own.add(text)
    rules.set(directory, own)
  }
  return rules
}

function isLeftOut({ fullPath }: Blob, rules: ReadonlyMap<string, IgnoreRules>): boolean {
  const names = fullPath.split('/')
  let scope: IgnoreScope | undefined
  for (const [index, name] of names.entries()) {
    const own = rules.get(index === 0 ? '.' : names.slice(0, index).join('/'))
    if (own !== undefined) scope = { rules: own, directory: [], ...(scope !== undefined && { above: scope }) }
    const isDirectory = index < names.length - 1
    if (neverEntered.has(name) || isIgnored(scope, name, isDirectory)) return true
    if (scope !== undefined) scope = enter(scope, name)
  }
  return false
}

/** The texts of blobs, in their order, read many at a time. */
function* texts(blobs: readonly Blob[]): Generator<readonly [Blob, string | Unchecked]> {
  for (let start = 0; start < blobs.length; ) {
    let end = start
    for (let bytes = 0; end < blobs.length && (end === start || bytes + blobs[end]!.size <= bytesAtOnce); end++) bytes += blobs[end]!.size
    const some = blobs.slice(start, end)
    const done = git(['cat-file', '--batch'], some.map(({ hash }) => `${hash}\n`).join(''))
    let at = 0
    for (const blob of some) {
      const unread: Unchecked = { file: blob.path, reason: 'unreadable', message: `git has no content of it (${formatBytes(blob.size)})` }
      const header = typeof done === 'string' ? -1 : done.stdout.indexOf(10, at)
      if (
        typeof done === 'string' ||
        header === -1 ||
        !done.stdout.subarray(at, header).toString('latin1').endsWith(` blob ${blob.size}`)
      ) {
        yield [blob, unread]
        if (header !== -1) at = header + 1
        continue
      }
      const content = done.stdout.subarray(header + 1, header + 1 + blob.size)
      at = header + 2 + blob.size
      yield [blob, decodeText(content, content.length)]
    }
    start = end
  }
}
