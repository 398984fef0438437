import type { SourceDocument } from '../../source/source-document.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { DeclarationSet } from './declaration-set.ts'

/** A set with the documents that go with it. */
export interface WaitingSet extends DeclarationSet {
  readonly documents: readonly SourceDocument[]
}

/** Sets in order, each forgotten once it is handed out. */
export class SetQueue {
  readonly #waiting: WaitingSet[]

  /** A document that declares nothing goes with the others of its file, else with the first set; without a set there is one of nothing. */
  constructor(sets: readonly DeclarationSet[], documents: readonly SourceDocument[]) {
    const groups: SourceDocument[][] = sets.length === 0 ? [[]] : sets.map(() => [])
    const setOfFile = new Map<SourceFile, number>()
    for (const [index, { declarations }] of sets.entries()) for (const { document } of declarations) setOfFile.set(document.file, index)
    for (const document of documents) groups[setOfFile.get(document.file) ?? 0]!.push(document)
    const waiting = groups.map((own, index) => ({ ...(sets[index] ?? { name: '.', declarations: [] }), documents: own }))
    this.#waiting = waiting.reverse()
  }

  /** The next set; undefined when there is none left. */
  next(): WaitingSet | undefined {
    return this.#waiting.pop()
  }
}
