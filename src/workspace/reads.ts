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

  /** Takes what everything has read that it used for its own. */
  settle(): void {
    for (const reader of this.uses) {
      for (const part of reader.parts) this.parts.add(part)
      for (const other of reader.uses) this.uses.add(other)
    }
    this.uses.clear()
  }
}

/** Notes who reads which parts of a set, so that it is known who need not look again. */
export class Reads {
  #reader: Reader | undefined
  readonly #readers: Reader[] = []

  /** Who has read what is read while the work lasts; undefined where that is nothing. */
  during(work: () => void): Reader | undefined {
    this.#reader = undefined
    work()
    return this.#reader
  }

  /** A part is read, through something that was made for all where `by` is given. */
  note(part: Part, by?: Reader): void {
    this.#current().parts.add(part)
    by?.parts.add(part)
  }

  /** Something is used that was made for all. */
  use(thing: Reader, by?: Reader): void {
    this.#current().uses.add(thing)
    by?.uses.add(thing)
  }

  /** When all work is done: every reader has read what was read for the things that it used, whoever used them when. */
  settle(): void {
    for (const reader of this.#readers) reader.settle()
  }

  #current(): Reader {
    if (this.#reader === undefined) {
      this.#reader = new Reader()
      this.#readers.push(this.#reader)
    }
    return this.#reader
  }
}
