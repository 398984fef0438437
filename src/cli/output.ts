import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { joinLines } from '../report/escape.ts'

/** The result could not be written; the message says where to and why. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
}

const retryMilliseconds = 5
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'no space is left'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOENT', 'its directory does not exist'],
  ['EISDIR', 'it is a directory'],
  ['EBADF', 'it is closed'],
])

/**
 * Writes to standard output at once, so that nothing is lost when the process ends. False where the reader has gone, which is no
 * error; throws OutputError where the text cannot be written.
 */
export function writeOutput(text: string): boolean {
  try {
    writeAll(1, text)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EPIPE') return false
    throw new OutputError(`Standard output could not be written: ${reasons.get(code) ?? code}.`)
  }
}

/** Writes lines to standard error; whoever closed it does not want them. */
export function writeNotes(lines: readonly string[]): void {
  if (lines.length === 0) return
  try {
    writeAll(2, joinLines(lines))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** Writes a file whole or not at all; what is no regular file, such as a pipe, is written to directly. */
export function writeResultFile(path: string, text: string | Iterable<string>): void {
  const temporary = `${path}.${process.pid}.tmp`
  const isDirect = statSync(path, { throwIfNoEntry: false })?.isFile() === false
  try {
    writeFile(isDirect ? path : temporary, text)
    if (!isDirect) renameSync(temporary, path)
  } catch (error) {
    if (!isDirect) rmSync(temporary, { force: true })
    const code = codeOf(error)
    throw new OutputError(`${path} could not be written: ${reasons.get(code) ?? code}.`)
  }
}

function writeFile(path: string, text: string | Iterable<string>): void {
  if (typeof text === 'string') {
    writeFileSync(path, text)
    return
  }
  const descriptor = openSync(path, 'w')
  try {
    for (const part of text) writeAll(descriptor, part)
  } finally {
    closeSync(descriptor)
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error
      // a pipe that its reader has set to non-blocking, and it is full
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMilliseconds)
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
