import type { ReadText } from '../read-job.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { SourceFile } from '../source/source-file.ts'
import { KeptDocument } from './kept-document.ts'

/** A text, and what was read of it. */
interface KnownText {
  readonly text: string
  readonly documents: readonly KeptDocument[]
}

/** The documents of texts, kept from one run to the next. A path that a job names several times has documents of its own each time. */
export class KnownTexts {
  #before = new Map<string, KnownText>()
  #left = new Set<SourceFile>()

  /** The files as they were before this run, of which documents have moved into their later texts. */
  get left(): ReadonlySet<SourceFile> {
    return this.#left
  }

  /** The reader of one run: it reads what the run before has not read. */
  recalled(read: ReadText): ReadText {
    const known = this.#before
    const now = new Map<string, KnownText>()
    const times = new Map<string, number>()
    this.#before = now
    this.#left = new Set()
    return (path, text) => {
      const time = times.get(path) ?? 0
      times.set(path, time + 1)
      const key = `${time}\0${path}`
      const found = known.get(key)
      const current = found?.text === text ? found : { text, documents: this.#moved(found?.documents ?? [], read(path, text)) }
      now.set(key, current)
      return current.documents
    }
  }

  /** The documents of a later text: those that were there before are the same. */
  #moved(before: readonly KeptDocument[], later: readonly SourceDocument[]): readonly KeptDocument[] {
    const files = new Set(before.map(({ file }) => file))
    const left = new Set(before)
    const documents = later.map((document, index) => {
      const fromEnd = before[before.length - later.length + index]
      for (const candidate of [before[index], fromEnd]) {
        if (candidate === undefined || !left.has(candidate) || !candidate.becomes(document)) continue
        left.delete(candidate)
        return candidate
      }
      return new KeptDocument(document)
    })
    if (left.size < before.length) for (const file of files) this.#left.add(file)
    return documents
  }
}
