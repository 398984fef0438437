import { kubernetesEncoding } from '../../schemas/kubernetes-encoding.generated.ts'

/** How Go writes a field: `always`, always and as `null` where it is not set, a `struct` always or unless it is empty, `set` wherever it is set, else where it is not empty. */
export type FieldEncoding = 'always' | 'null' | 'struct' | 'filled-struct' | 'set'

const marks: Readonly<Record<string, FieldEncoding>> = { a: 'always', n: 'null', s: 'struct', z: 'filled-struct', p: 'set' }
const none: ReadonlyMap<string, FieldEncoding> = new Map()
const known: (ReadonlyMap<string, FieldEncoding> | undefined)[] = []
let lines: readonly string[] | undefined

/** The fields of a definition of the schema table that are not merely left out where they are empty. */
export function encodingOf(definition: number): ReadonlyMap<string, FieldEncoding> {
  let fields = known[definition]
  if (fields === undefined) {
    lines ??= kubernetesEncoding.split('\n')
    const line = lines[definition] ?? ''
    fields = line === '' ? none : new Map(line.split(',').map(field => [field.slice(1), marks[field[0]!]!]))
    known[definition] = fields
  }
  return fields
}
