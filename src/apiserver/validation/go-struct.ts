/** One field of a Go struct: its name in Go, its name in JSON, and what an absent one is or how a present struct prints. */
export type GoField = readonly [go: string, json: string, kind?: GoKind]

/** A pointer or list is null where absent; texts and numbers are not; a struct prints by its own fields. */
export type GoKind = 'text' | 'number' | readonly GoField[]

/** A struct as an error shows one of the server's internal types: by the names of its Go fields, all of them, in their order. */
export function goStruct(value: unknown, fields: readonly GoField[]): Readonly<Record<string, unknown>> {
  const printed: Record<string, unknown> = {}
  for (const [go, json, kind] of fields) printed[go] = goValue(memberOf(value, json), kind)
  return printed
}

function goValue(value: unknown, kind: GoKind | undefined): unknown {
  if (value !== undefined && value !== null) return typeof kind === 'object' ? goStruct(value, kind) : value
  return kind === 'text' ? '' : kind === 'number' ? 0 : null
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
}
