import { isLibraryType } from '../declarations/libraries.ts'
import { readType } from '../declarations/read.ts'
import type { CelEnvironment } from '../environment.ts'
import { type CelType, duration, list, map, nullType, object, param, timestamp, typeOf } from '../types.ts'

/** The names of types that expressions may mention. */
const typeNames: ReadonlyMap<string, CelType> = new Map([
  ...['bool', 'bytes', 'double', 'int', 'string', 'uint', 'type'].map(name => [name, typeOf(readType(name))] as const),
  ['list', typeOf(list(param('A')))],
  ['map', typeOf(map(param('A'), param('B')))],
  ['null_type', typeOf(nullType)],
  ['google.protobuf.Duration', typeOf(duration)],
  ['google.protobuf.Timestamp', typeOf(timestamp)],
])

/** The names that are in sight, inner ones before outer ones. */
export class Scopes {
  readonly #environment: CelEnvironment
  readonly #inner: Map<string, CelType>[] = []

  constructor(environment: CelEnvironment) {
    this.#environment = environment
  }

  /** Looks with more names in sight. */
  within(names: ReadonlyMap<string, CelType>, look: () => void): void {
    this.#inner.push(new Map(names))
    look()
    this.#inner.pop()
  }

  /** The type of a name, and the name without a leading dot; undefined where nothing declares it. */
  find(written: string): { readonly name: string; readonly type: CelType } | undefined {
    const global = written.startsWith('.')
    const name = global ? written.slice(1) : written
    const inner = global ? undefined : this.#inner.findLast(scope => scope.has(name))?.get(name)
    const type = inner ?? this.#environment.variables.get(name) ?? typeNames.get(name) ?? this.#declaredType(name)
    return type === undefined ? undefined : { name, type }
  }

  #declaredType(name: string): CelType | undefined {
    if (this.#environment.types?.has(name) === true) return typeOf(object(name))
    return isLibraryType(this.#environment, name) ? typeOf(readType(name)) : undefined
  }
}
