/** A part of a set that may change by itself, down to one object of a name; `all` is whatever belongs to the set. */
export type Part = string

/** The objects of a kind. */
export function kindPart(group: string, kind: string): Part {
  return `${kind}.${group}`
}

/** Who has a name among the objects of a kind. */
export function namePart(group: string, kind: string, namespace: string | null, name: string): Part {
  return `${kind}.${group}/${namespace ?? ''}/${name}`
}

/** The pods of a namespace. */
export function podsPart(namespace: string): Part {
  return `pods/${namespace}`
}

/** Somebody who reads parts of a set: by itself, and through things that are made once for all. */
export class Reader {
  /** What it has read. */
  readonly parts = new Set<Part>()
  /** What it has used, and what that has read or is yet to read. */
  readonly uses = new Set<Reader>()

  /** Takes what everything has read that it uses for its own. */
  settle(): void {
    for (const reader of this.uses) {
      for (const part of reader.parts) this.parts.add(part)
      for (const other of reader.uses) if (other !== this) this.uses.add(other)
    }
  }

  /** Whether something that it has read is among these. */
  hasRead(parts: ReadonlySet<Part>): boolean {
    for (const part of this.parts) if (parts.has(part)) return true
    return false
  }
}

/** Notes who reads which parts of a set, so that it is known who need not look again. */
export class Reads {
  #reader: Reader | undefined
  /** Things that are being made, each for the one before it. */
  readonly #making: Reader[] = []
  readonly #readers: Reader[] = []

  /** Who has read what is read while the work lasts; undefined where that is nothing. */
  during(work: () => void): Reader | undefined {
    this.#reader = undefined
    work()
    return this.#reader
  }

  /** Makes something for all. */
  make<Value>(reader: Reader, make: () => Value): Value {
    this.#making.push(reader)
    try {
      return make()
    } finally {
      this.#making.pop()
    }
  }

  /** A part is read, through something that was made for all where `by` is given. */
  note(part: Part, by?: Reader): void {
    this.#current().parts.add(part)
    by?.parts.add(part)
    for (const reader of this.#making) reader.parts.add(part)
  }

  /** Something is used that was made for all. */
  use(thing: Reader, by?: Reader): void {
    this.#current().uses.add(thing)
    if (by !== thing) by?.uses.add(thing)
    for (const reader of this.#making) if (reader !== thing) reader.uses.add(thing)
  }

  /** When all work is done: every reader has read what was read for the things that it used, whoever used them when. */
  settle(): void {
    for (const reader of this.#readers) {
      reader.settle()
      reader.uses.clear()
    }
    this.#readers.length = 0
  }

  #current(): Reader {
    if (this.#reader === undefined) {
      this.#reader = new Reader()
      this.#readers.push(this.#reader)
    }
    return this.#reader
  }
}
