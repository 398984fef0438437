/** A key at the first column of a text. */
interface RootKey {
  readonly start: number
  readonly name: string
}

/** A key that an object begins with, where another of the same name stands above it. */
export interface SecondObject {
  readonly start: number
  readonly end: number
  /** The key of the same name in the object above. */
  readonly first: number
}

const identity: readonly string[] = ['apiversion', 'kind']

/**
 * Where further objects begin in a document that has no line `---` between them: at an `apiVersion` or a `kind` whose object above has both,
 * and something else, and which is followed by the other of the two.
 */
export function secondObjects(text: string, from: number, to: number): readonly SecondObject[] {
  const keys = rootKeys(text, from, to)
  const found: SecondObject[] = []
  let own = new Map<string, number>()
  keys.forEach(({ start, name }, index) => {
    const first = own.get(name)
    const isNext = first !== undefined && identity.includes(name) && own.size > 2 && identity.every(key => own.has(key))
    if (isNext && isFollowed(keys, index)) {
      found.push({ start, end: start + name.length, first })
      own = new Map()
    }
    if (!own.has(name)) own.set(name, start)
  })
  return found
}

/** Whether the other of the two keys stands below before this one comes again. */
function isFollowed(keys: readonly RootKey[], index: number): boolean {
  const { name } = keys[index]!
  for (const below of keys.slice(index + 1, index + 10)) {
    if (below.name === name) return false
    if (identity.includes(below.name)) return true
  }
  return false
}

function rootKeys(text: string, from: number, to: number): readonly RootKey[] {
  const key = /^([A-Za-z][\w./-]*)[ \t]*:(?=\s)/gm
  key.lastIndex = from
  const keys: RootKey[] = []
  for (let match = key.exec(text); match !== null && match.index < to; match = key.exec(text))
    keys.push({ start: match.index, name: match[1]!.toLowerCase() })
  return keys
}
