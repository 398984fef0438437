import type { Path } from '../source/path.ts'
import type { SourceDocument, Target } from '../source/source-document.ts'
import type { SourceFile, Span } from '../source/source-file.ts'

type Told = Pick<SourceDocument, 'partial' | 'origin'>

/** A document that stays the same thing while others of its file change, and says where it stands now. */
export class KeptDocument implements SourceDocument {
  readonly format: SourceDocument['format']
  readonly value: unknown
  readonly partial?: Told['partial']
  readonly origin?: NonNullable<Told['origin']>
  readonly problems: SourceDocument['problems']
  #now: SourceDocument

  constructor(now: SourceDocument) {
    const { format, value, partial, origin, problems } = now
    this.format = format
    this.value = value
    if (partial !== undefined) this.partial = partial
    if (origin !== undefined) this.origin = origin
    this.problems = problems
    this.#now = now
  }

  /** Takes the place of another document where that is this one, as it stands in a later text; whether it is. */
  becomes(later: SourceDocument): boolean {
    const now = this.#now
    if (!isPlain(now) || !isPlain(later) || now.format !== later.format || now.origin !== later.origin) return false
    if (textOf(now) !== textOf(later)) return false
    this.#now = later
    return true
  }

  get file(): SourceFile {
    return this.#now.file
  }

  get index(): number {
    return this.#now.index
  }

  get start(): number {
    return this.#now.start
  }

  get end(): number {
    return this.#now.end
  }

  get markers(): readonly Span[] {
    return this.#now.markers
  }

  locate(path: Path, target?: Target): Span {
    return this.#now.locate(path, target)
  }
}

/** Whether its text alone tells what it is: there is nothing wrong with it, and no comment that hides a finding. */
function isPlain({ problems, partial, markers }: SourceDocument): boolean {
  return problems.length === 0 && partial === undefined && markers.length === 0
}

function textOf({ file, start, end }: SourceDocument): string {
  return file.text.slice(start, end)
}
