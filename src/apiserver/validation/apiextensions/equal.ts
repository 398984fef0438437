/** Whether two plain values are the same, without regard to the order of keys. */
export function isDeepStrictEqual(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right)
}

/** JSON with all keys in order. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) => {
      if (typeof member === 'bigint') return `${member}n`
      if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
      return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
    }) ?? ''
  )
}
