import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { decodeText } from './decode-text.ts'
import { fileError, formatBytes, foundFileError } from './file-error.ts'
import type { Unchecked } from './input.ts'

/** Where a file's name comes from: `named` by the user, who may name a link; `found` by a walk, so that nothing else may have taken its place. */
export type NameSource = 'named' | 'found'

const firstBufferSize = 64 * 1024
const ignoreFileLimit = 1024 * 1024
/** Opening never waits for the other end of a pipe. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const foundFlags = openFlags | (constants.O_NOFOLLOW ?? 0)

/** Reads files into one buffer that grows with the largest. */
export class FileReader {
  readonly #limit: number
  #buffer = Buffer.allocUnsafeSlow(firstBufferSize)

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The text of a regular file, or why there is none. */
  read(path: string, source: NameSource, shown = path): string | Unchecked {
    let descriptor: number
    try {
      descriptor = openSync(path, source === 'found' ? foundFlags : openFlags)
    } catch (error) {
      return source === 'found' ? foundFileError(shown, error) : fileError(shown, error)
    }
    try {
      // a walk has seen that it is a file, and the limit bounds whatever has taken its place since
      const stats = source === 'found' ? undefined : fstatSync(descriptor)
      if (stats?.isFile() === false)
        return { file: shown, reason: 'unreadable', message: stats.isDirectory() ? 'is a directory' : 'not a regular file' }
      return this.#drain(descriptor, shown)
    } catch (error) {
      return fileError(shown, error)
    } finally {
      closeSync(descriptor)
    }
  }

  #drain(descriptor: number, shown: string): string | Unchecked {
    let length = 0
    for (;;) {
      const read = readSync(descriptor, this.#buffer, length, this.#buffer.length - length, null)
      if (read === 0) return decodeText(this.#buffer, length)
      length += read
      if (length > this.#limit) return tooLarge(shown, this.#limit)
      if (length === this.#buffer.length) this.#grow()
    }
  }

  #grow(): void {
    const larger = Buffer.allocUnsafeSlow(this.#buffer.length * 2)
    this.#buffer.copy(larger)
    this.#buffer = larger
  }
}

/** The text of an ignore file; empty where there is none to read. */
export function readIgnoreFile(path: string): string {
  const text = new FileReader(ignoreFileLimit).read(path, 'found')
  return typeof text === 'string' ? text : ''
}

/** What passes a limit of size. */
export function tooLarge(file: string, limit: number): Unchecked {
  return { file, reason: 'too-large', message: `larger than ${formatBytes(limit)}` }
}
