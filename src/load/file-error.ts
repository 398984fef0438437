import type { Unchecked } from './input.ts'

/** What the system says, as a message goes on after a file's name. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'no such file or directory'],
  ['ENOTDIR', 'a part of the path is no directory'],
  ['EISDIR', 'is a directory'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ENXIO', 'not a regular file'],
  ['EINVAL', 'the name cannot be opened'],
  ['ERR_INVALID_ARG_VALUE', 'the name cannot be opened'],
])

/** A failed call of the file system as what it means for the file. */
export function fileError(file: string, error: unknown): Unchecked {
  const code = errorCode(error)
  // a name that was listed with a replacement character in it stands for bytes that no name can be written with
  if (code === 'ENOENT' && file.includes('\ufffd')) return { file, reason: 'unreadable', message: 'its name is no UTF-8' }
  return { file, reason: 'unreadable', message: sentences.get(code) ?? `cannot be read (${code})` }
}

/** The same for something that a walk has just seen. */
export function foundFileError(file: string, error: unknown): Unchecked {
  const unchecked = fileError(file, error)
  const isGone = unchecked.message === sentences.get('ENOENT')
  return isGone ? { file, reason: 'vanished', message: 'was there when its directory was listed, and is gone' } : unchecked
}

/** `ENOENT`, …; `unknown` for what is no error of the system. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'unknown'
}

/** `10 MiB`, `1500 bytes`. */
export function formatBytes(bytes: number): string {
  const mebibytes = bytes / (1024 * 1024)
  return Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${bytes} bytes`
}
