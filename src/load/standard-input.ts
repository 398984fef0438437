import { readSync } from 'node:fs'
import { decodeText } from './decode-text.ts'
import { errorCode, fileError } from './file-error.ts'
import type { Unchecked } from './input.ts'
import { tooLarge } from './read-file.ts'

/** How messages name standard input. */
export const standardInputPath = '<stdin>'

const chunkSize = 64 * 1024
const retryMilliseconds = 10

/** All of standard input as text, or why there is none. */
export function readStandardInput(limit: number, shown = standardInputPath): string | Unchecked {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for (let chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
      length += chunk.length
      if (length > limit) return tooLarge(shown, limit)
      chunks.push(chunk)
    }
  } catch (error) {
    return fileError(shown, error)
  }
  return decodeText(Buffer.concat(chunks, length), length)
}

/** The next bytes of standard input; none at its end. */
export function readChunk(size = chunkSize): Buffer {
  const buffer = Buffer.allocUnsafe(size)
  for (;;) {
    try {
      return buffer.subarray(0, readSync(0, buffer, 0, size, null))
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EOF') return buffer.subarray(0, 0)
      if (code !== 'EAGAIN') throw error
      // a pipe that its writer has set to non-blocking, and nothing is in it yet
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMilliseconds)
    }
  }
}
